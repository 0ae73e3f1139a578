import fc from 'fast-check'
import {
  ACCOUNT,
  ADDRESS,
  afterFailure,
  KNOWN_PAIR,
  PAIR,
  remembered,
  secondsToWait,
  type Allowance,
  type Tally,
} from './allowance'

const start = new Date('2026-01-15T08:00:00Z')
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000)

const allowances = fc.constantFrom<Allowance>(PAIR, KNOWN_PAIR, ADDRESS, ACCOUNT)

/** Tries at each of the given distances (seconds) and counts how many were let through; every try fails. */
const admitted = (allowance: Allowance, distances: readonly number[]) => {
  let tally: Tally | undefined
  let clock = 0
  let count = 0
  for (const distance of distances) {
    clock += distance
    if (secondsToWait(tally, later(clock)) > 0) continue
    tally = afterFailure(allowance, tally, later(clock))
    count += 1
  }
  return { count, seconds: clock, tally }
}

describe('the allowance of sign-in attempts', () => {
  it('lets the free failures pass at once and then makes the caller wait, longer each time', () => {
    const waits = Array.from({ length: 9 }).reduce<{ tally: Tally | undefined; waits: number[]; at: number }>(
      ({ tally, waits, at }) => {
        const next = afterFailure(PAIR, tally, later(at))
        const wait = secondsToWait(next, later(at))
        return { tally: next, waits: [...waits, wait], at: at + wait }
      },
      { tally: undefined, waits: [], at: 0 },
    ).waits
    expect(waits.slice(0, 4)).toEqual([0, 0, 0, 0])
    expect(waits.slice(4)).toEqual([1, 1, 2, 4, 8])
  })

  it('never makes anybody wait longer than the longest wait', () => {
    fc.assert(
      fc.property(allowances, fc.array(fc.nat({ max: 2000 }), { maxLength: 60 }), (allowance, distances) => {
        const { tally, seconds } = admitted(allowance, distances)
        expect(secondsToWait(tally, later(seconds))).toBeLessThanOrEqual(allowance.longestWait)
        expect(secondsToWait(tally, later(seconds + allowance.longestWait))).toBe(0)
      }),
    )
  })

  it('bounds the guesses that a patient attacker gets in a day, whatever the rhythm', () => {
    fc.assert(
      fc.property(
        allowances,
        fc.array(fc.integer({ min: 0, max: 1200 }), { maxLength: 400 }),
        (allowance, distances) => {
          const { count, seconds } = admitted(allowance, distances)
          const doublings = Math.ceil(Math.log2(allowance.longestWait)) + 1
          const perWait = seconds / Math.min(allowance.longestWait, allowance.forgetAfter)
          expect(count).toBeLessThanOrEqual(allowance.free + doublings + perWait + 1)
        },
      ),
    )
  })

  it('forgets failures with time', () => {
    const tally = afterFailure(PAIR, { failures: 3, countedAt: start, blockedUntil: start }, start)
    expect(remembered(PAIR, tally, start)).toBe(4)
    expect(remembered(PAIR, tally, later(PAIR.forgetAfter))).toBe(3)
    expect(remembered(PAIR, tally, later(PAIR.forgetAfter * 10))).toBe(0)
  })
})
