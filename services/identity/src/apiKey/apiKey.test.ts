import { defaultExpiry, stateOf, violationsOf } from './apiKey'
import { newSecret } from './newSecret'

const now = new Date('2026-01-15T08:00:00Z')
const tomorrow = new Date('2026-01-16T08:00:00Z')

describe('an API key', () => {
  it('has a secret of 256 random bits behind a prefix to recognise it by', () => {
    const { prefix, secret } = newSecret()
    expect(prefix).toMatch(/^rk_[0-9a-f]{8}$/)
    expect(secret.startsWith(`${prefix}_`)).toBe(true)
    expect(Buffer.from(secret.slice(prefix.length + 1), 'base64url')).toHaveLength(32)
  })

  it('ends after a year when nothing else is said', () => {
    expect(defaultExpiry(now)).toEqual(new Date('2027-01-15T08:00:00Z'))
  })

  it('is active until it expires or is revoked', () => {
    expect(stateOf({ revokedAt: null, expiresAt: tomorrow }, now)).toBe('ACTIVE')
    expect(stateOf({ revokedAt: null, expiresAt: now }, now)).toBe('EXPIRED')
    expect(stateOf({ revokedAt: now, expiresAt: now }, now)).toBe('REVOKED')
  })

  it('is refused without a name, with addresses that are none, and with an end in the past', () => {
    expect(violationsOf({ name: ' ', ipAllowList: ['10.0.0.0/8', 'office'] }, now, now)).toEqual([
      { field: 'name', reason: 'required' },
      { field: 'ipAllowList[1]', reason: 'ip_range_invalid' },
      { field: 'expiresAt', reason: 'expiry_past' },
    ])
    expect(violationsOf({ name: 'ERP', ipAllowList: [] }, tomorrow, now)).toEqual([])
  })
})
