import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'

export interface Waiting {
  readonly log: Logger
  /** Ends the waiting: the returned promise rejects. */
  readonly signal: AbortSignal
  /** Whether a failure is worth another try; everything is when absent. */
  readonly worthwhile?: (error: unknown) => boolean
}

const longestPause = 2_000

/** Does `work`, again and again with growing pauses of at most 2 s, until it succeeds. The first failure and every tenth are logged. */
export const untilAvailable = async <T>(
  what: string,
  work: () => Promise<T>,
  { log, signal, worthwhile = () => true }: Waiting,
): Promise<T> => {
  for (let failures = 1; ; failures++) {
    try {
      return await work()
    } catch (err) {
      if (!worthwhile(err)) throw err
      if (failures % 10 === 1) log.warn({ err }, `waiting for ${what}`)
      await sleep(Math.min(longestPause, 100 * 2 ** (failures - 1)), undefined, { signal })
    }
  }
}
