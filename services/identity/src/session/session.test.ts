import fc from 'fast-check'
import { expiryAfterUse, IDLE, isUseToNote, lifetimeFrom, LONGEST, NOTED_EVERY } from './session'

const now = new Date('2026-01-15T08:00:00Z')
const after = (ms: number) => new Date(now.getTime() + ms)

describe('the lifetime of a session', () => {
  it('ends after twelve idle hours, and after thirty days in any case', () => {
    const { expiresAt, endsAt } = lifetimeFrom(now)
    expect(expiresAt).toEqual(after(IDLE))
    expect(endsAt).toEqual(after(LONGEST))
    expect(expiryAfterUse(endsAt, after(1000))).toEqual(after(IDLE + 1000))
    expect(expiryAfterUse(endsAt, after(LONGEST - 1000))).toEqual(endsAt)
  })

  it('is never prolonged beyond its end, however it is used', () => {
    fc.assert(
      fc.property(fc.nat({ max: LONGEST }), (elapsed) => {
        const { endsAt } = lifetimeFrom(now)
        const expiry = expiryAfterUse(endsAt, after(elapsed))
        expect(expiry <= endsAt).toBe(true)
        expect(expiry >= after(elapsed)).toBe(true)
      }),
    )
  })

  it('notes its use at most once a minute', () => {
    expect(isUseToNote(now, after(NOTED_EVERY - 1))).toBe(false)
    expect(isUseToNote(now, after(NOTED_EVERY))).toBe(true)
    expect(isUseToNote(null, now)).toBe(true)
  })
})
