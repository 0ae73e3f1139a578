import { setTimeout as sleep } from 'node:timers/promises'
import { maybeContext } from '../context/context'
import { RapportError, unavailable } from '../errors/errors'
import { failureOf, type Failure } from './failures'
import { retries } from './metrics'

/** How long work is tried again after its first failure when nobody waits less, in ms. */
const WINDOW = 15_000
const FIRST_PAUSE: Readonly<Record<Exclude<Failure, 'full' | 'other'>, number>> = {
  contention: 5,
  demoted: 20,
  unreachable: 50,
  lost: 20,
}
const LONGEST_PAUSE = 1000

const pause = (failure: keyof typeof FIRST_PAUSE, attempt: number): number =>
  Math.min(LONGEST_PAUSE, FIRST_PAUSE[failure] * 2 ** attempt) * (0.5 + Math.random())

const late = (): boolean => (maybeContext()?.deadline ?? Infinity) <= Date.now()

const tooLate = (cause: unknown) => new RapportError('deadline', 'deadline_exceeded', {}, [], { cause })

const away = (cause: unknown) => (late() ? tooLate(cause) : unavailable('unavailable', 1, { cause }))

// Not `unavailable`, which would invite to send it again.
const unknown = (cause: unknown) =>
  late() ? tooLate(cause) : new RapportError('deadline', 'commit_unknown', {}, [], { cause })

/**
 * Runs `attempt` until it succeeds or fails with something that time does not heal: for 15 s after the first failure, or until
 * the context's deadline, with growing, jittered pauses.
 * @param mayRepeat whether work that failed in this way may be done again
 * @throws RapportError `unavailable` or `deadline` when time is up or the server's disk is full; `deadline` with reason `commit_unknown` when the work may
 * have been done and must not be repeated
 */
export const retrying = async <T>(
  attempt: () => Promise<T>,
  mayRepeat: (failure: Failure, error: unknown) => boolean,
): Promise<T> => {
  let until = 0
  for (let count = 0; ; count++) {
    try {
      return await attempt()
    } catch (error) {
      const failure = failureOf(error)
      if (failure === 'other') throw error
      if (failure === 'full') throw away(error)
      if (!mayRepeat(failure, error)) throw unknown(error)
      const context = maybeContext()
      until ||= Date.now() + WINDOW
      const wait = pause(failure, count)
      const end = Math.min(until, context?.deadline ?? Infinity)
      if (context?.signal.aborted || Date.now() + wait > end) throw away(error)
      retries.inc({ failure })
      await sleep(wait)
    }
  }
}
