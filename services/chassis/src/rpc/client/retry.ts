import { setTimeout as sleep } from 'node:timers/promises'
import { RapportError } from '../../errors/errors'

/** How long and how often a failed call is made again. */
export interface Patience {
  /** Milliseconds since the epoch after which no further attempt is begun. */
  readonly until: number
  readonly signal?: AbortSignal | undefined
  readonly onRetry?: () => void
}

const firstPause = 50
const longestPause = 800
// A living service that says it cannot answer now is asked less often than one that nobody can reach.
const refusalsBorne = 2

/** Whether a failure is the word of a living service, which always comes with a sentence, and not of the network. */
export const isAnswer = ({ sentence }: RapportError): boolean => sentence !== undefined

const pauseAfter = (failures: number, { params }: RapportError): number => {
  const backOff = Math.min(longestPause, firstPause * 2 ** (failures - 1)) * (0.5 + Math.random() / 2)
  const asked = typeof params['retryAfter'] === 'number' ? params['retryAfter'] * 1000 : 0
  return Math.max(backOff, Math.min(asked, 2_000))
}

/** Makes `attempt` again, with growing and scattered pauses, as long as it fails with `unavailable` and patience lasts. Rejects with the last failure. */
export const retry = async <T>(attempt: () => Promise<T>, { until, signal, onRetry }: Patience): Promise<T> => {
  let refusals = 0
  for (let failures = 1; ; failures++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof RapportError) || error.kind !== 'unavailable') throw error
      if (isAnswer(error) && ++refusals > refusalsBorne) throw error
      const pause = pauseAfter(failures, error)
      if (Date.now() + pause >= until) throw error
      await sleep(pause, undefined, { ...(signal && { signal }) }).catch(() => {
        throw error
      })
      onRetry?.()
    }
  }
}
