import fc from 'fast-check'
import { admission, countersFor, type Counter, type Tallies } from './admission'
import { KNOWN_PAIR, PAIR, type Tally } from './allowance'

const start = new Date('2026-01-15T08:00:00Z')
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000)

/** The state behind all counters, as the database keeps it. Every attempt fails. */
const theDoor = () => {
  const kept = new Map<string, Tally>()
  const subject = (counter: Counter, address: string) =>
    ({ pair: `pair ${address}`, address: `address ${address}`, account: 'account' })[counter]
  return (address: string, known: boolean, second: number): number => {
    const tallies: Tallies = Object.fromEntries(
      countersFor(known).map((counter) => [counter, kept.get(subject(counter, address))]),
    )
    const decision = admission(known, tallies, later(second))
    if ('wait' in decision) return decision.wait
    for (const counter of countersFor(known)) {
      const tally = decision.counted[counter]
      if (tally) kept.set(subject(counter, address), tally)
    }
    return 0
  }
}

describe('the admission of sign-in attempts', () => {
  it('never locks the owner out because of one attacking address, whatever its rhythm', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 300 }), (distances) => {
        const attempt = theDoor()
        const end = distances.reduce((second, distance) => {
          attempt('attacker', false, second + distance)
          return second + distance
        }, 0)
        expect(attempt('new place of the owner', false, end)).toBe(0)
      }),
    )
  })

  it('never locks a known address out because of attacks from elsewhere, however many', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 500 }), fc.nat({ max: 60 })), { maxLength: 600 }), (attacks) => {
        const attempt = theDoor()
        const end = attacks.reduce((second, [address, distance]) => {
          attempt(`attacker ${address}`, false, second + distance)
          return second + distance
        }, 0)
        expect(attempt('home of the owner', true, end)).toBe(0)
      }),
    )
  })

  it('slows an attack from many addresses on one account down', () => {
    const attempt = theDoor()
    const admitted = Array.from({ length: 5000 }, (_, index) => attempt(`attacker ${index}`, false, index)).filter(
      (wait) => wait === 0,
    )
    expect(admitted.length).toBeLessThan(100)
  })

  it('makes guesses from a known address wait too, but never long', () => {
    const attempt = theDoor()
    const waits = Array.from({ length: 2000 }, (_, second) => attempt('home of the owner', true, second))
    expect(waits.filter((wait) => wait === 0).length).toBeLessThan(KNOWN_PAIR.free + 60)
    expect(Math.max(...waits)).toBeLessThanOrEqual(KNOWN_PAIR.longestWait)
  })

  it('stops one address soon', () => {
    const attempt = theDoor()
    const waits = Array.from({ length: 60 }, (_, second) => attempt('attacker', false, second))
    expect(waits.filter((wait) => wait === 0).length).toBeLessThanOrEqual(PAIR.free + 6)
  })
})
