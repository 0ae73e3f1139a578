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

/** What failures are counted by: this account from this address, this address, this account from all unknown addresses. */
export type Counter = 'pair' | 'address' | 'account'

export type Tallies = Partial<Record<Counter, Tally>>

/** Whether an attempt may go on, and if so the tallies with it counted as a failure until it proves to be none. */
export type Admission = { readonly wait: number } | { readonly counted: Tallies }

/** Counters that an attempt must pass. From a known address only its own counts, so that nobody else can lock its owner out. */
export const countersFor = (known: boolean): Counter[] => (known ? ['pair'] : ['pair', 'address', 'account'])

const allowanceOf = (counter: Counter, known: boolean): Allowance =>
  ({ pair: known ? KNOWN_PAIR : PAIR, address: ADDRESS, account: ACCOUNT })[counter]

/** One address can use up only its own allowance, not that of the account: what it fails beyond is counted for itself alone. */
const isCounted = (counter: Counter, pair: Tally | undefined, now: Date): boolean =>
  counter !== 'account' || remembered(PAIR, pair, now) < PAIR.free

/** Decides on an attempt at `now`. `wait` is in whole seconds. */
export const admission = (known: boolean, tallies: Tallies, now: Date): Admission => {
  const counters = countersFor(known)
  const wait = Math.max(...counters.map((counter) => secondsToWait(tallies[counter], now)))
  if (wait > 0) return { wait }
  const counted = counters
    .filter((counter) => isCounted(counter, tallies.pair, now))
    .map((counter) => [counter, afterFailure(allowanceOf(counter, known), tallies[counter], now)] as const)
  return { counted: Object.fromEntries(counted) }
}
