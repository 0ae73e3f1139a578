/** How many wrong passwords are free, how the wait grows after them, and how fast they are forgotten. Times in seconds. */
export interface Allowance {
  readonly free: number
  /** The wait doubles with each further failure, from one second up to this. */
  readonly longestWait: number
  /** One failure is forgotten after each such span. */
  readonly forgetAfter: number
}

/** Failures counted so far: a number that shrinks with time, so not whole. */
export interface Tally {
  readonly failures: number
  readonly countedAt: Date
  /** NEVER where no wait was imposed: the clocks of two replicas may differ a little. */
  readonly blockedUntil: Date
}

/** A time before every attempt. */
export const NEVER = new Date(0)

/** One account from one address. */
export const PAIR: Allowance = { free: 5, longestWait: 900, forgetAfter: 600 }

/** One account from an address from which it was signed in before: its owner is probably there, so the wait stays short. */
export const KNOWN_PAIR: Allowance = { free: 10, longestWait: 60, forgetAfter: 120 }

/** One address, whatever the account: trying one password on many accounts. */
export const ADDRESS: Allowance = { free: 50, longestWait: 60, forgetAfter: 60 }

/** One account from all unknown addresses together: an attack from many addresses. */
export const ACCOUNT: Allowance = { free: 50, longestWait: 300, forgetAfter: 300 }

const secondsBetween = (earlier: Date, later: Date) => Math.max(0, later.getTime() - earlier.getTime()) / 1000

const waitAfter = ({ free, longestWait }: Allowance, failures: number): number =>
  failures < free ? 0 : Math.min(longestWait, 2 ** Math.min(30, Math.floor(failures - free)))

/** Failures still remembered at `now`. */
export const remembered = ({ forgetAfter }: Allowance, tally: Tally | undefined, now: Date): number =>
  tally ? Math.max(0, tally.failures - secondsBetween(tally.countedAt, now) / forgetAfter) : 0

/** Whole seconds to wait before the next attempt; 0: go ahead. */
export const secondsToWait = (tally: Tally | undefined, now: Date): number =>
  tally ? Math.ceil(secondsBetween(now, tally.blockedUntil)) : 0

/** The tally after one more failure at `now`. */
export const afterFailure = (allowance: Allowance, tally: Tally | undefined, now: Date): Tally => {
  const failures = remembered(allowance, tally, now) + 1
  const wait = waitAfter(allowance, failures)
  return { failures, countedAt: now, blockedUntil: wait > 0 ? new Date(now.getTime() + wait * 1000) : NEVER }
}
