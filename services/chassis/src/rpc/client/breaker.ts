import CircuitBreaker from 'opossum'
import { RapportError, unavailable } from '../../errors/errors'
import { attempts, openBreakers } from './clientMetrics'
import { isAnswer } from './retry'

/** Holds calls back for a moment when a peer has stopped answering them. */
export interface Breaker {
  /** Makes the call, or rejects at once with `unavailable` while the breaker is open. `remaining` is the time, in ms, that the call has. */
  fire<T>(call: () => Promise<T>, remaining: number): Promise<T>
  close(): void
}

// A call that had less time than this may fail for its own haste.
const fairTime = 1_000

/** Only silence counts against a peer. Whatever a living service answers, also that something is wrong with the request or with itself, does not. */
const isHarmless = (error: unknown, remaining: number): boolean => {
  if (!(error instanceof RapportError)) return true
  if (error.kind === 'unavailable') return isAnswer(error)
  return error.kind !== 'deadline' || remaining < fairTime
}

/** How a call ended, unless in silence. */
type Ending<T> = { readonly value: T } | { readonly failure: unknown }

const endingOf = async <T>(call: () => Promise<T>, remaining: number): Promise<Ending<T>> => {
  try {
    return { value: await call() }
  } catch (failure) {
    if (isHarmless(failure, remaining)) return { failure }
    throw failure
  }
}

/**
 * A breaker for one rpc of one peer. It opens when, of at least 20 calls within 10 s, half met with silence; after half a
 * second it lets one through to see. It counts only: deadlines are those of the calls, so that no call ends another.
 */
export const createBreaker = (rpc: string): Breaker => {
  const circuit = new CircuitBreaker(<T>(call: () => Promise<T>, remaining: number) => endingOf(call, remaining), {
    timeout: false,
    errorThresholdPercentage: 50,
    volumeThreshold: 20,
    rollingCountTimeout: 10_000,
    resetTimeout: 500,
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
  })
  circuit.on('open', () => openBreakers.set({ rpc }, 1))
  circuit.on('close', () => openBreakers.set({ rpc }, 0))
  circuit.on('reject', () => attempts.inc({ rpc, outcome: 'held_back' }))

  return {
    fire: async <T>(call: () => Promise<T>, remaining: number): Promise<T> => {
      const ending = await circuit.fire(call, remaining).catch((error: unknown) => {
        throw error instanceof RapportError ? error : unavailable('unavailable', 1, { cause: error })
      })
      if ('failure' in ending) throw ending.failure
      return ending.value as T
    },
    close: () => circuit.shutdown(),
  }
}
