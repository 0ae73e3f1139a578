/** Whether a process should be given work. */
export interface Readiness {
  /** Starts to be ready once `started`, never again after `draining`. */
  started(): void
  draining(): void
  /** Undefined when ready, otherwise why not, in a few words. */
  reason(): Promise<string | undefined>
}

export interface ReadinessOptions {
  /** Resolves when the database answers. */
  readonly ping: () => Promise<void>
  readonly clock?: () => number
}

// A database that moves is away for some seconds: requests wait for it, and a process that nobody calls helps nobody.
const bearableSilence = 20_000
// However often somebody asks, the database is asked once in this time.
const freshness = 1_000

/** Ready means: started, not about to stop, and the database has answered within the last 20 s. */
export const createReadiness = ({ ping, clock = Date.now }: ReadinessOptions): Readiness => {
  let phase: 'starting' | 'started' | 'draining' = 'starting'
  let lastAnswer = -Infinity
  let lastQuestion = -Infinity
  let question: Promise<void> = Promise.resolve()

  const ask = (): Promise<void> => {
    if (clock() - lastQuestion < freshness) return question
    lastQuestion = clock()
    question = ping().then(
      () => void (lastAnswer = clock()),
      () => undefined,
    )
    return question
  }

  return {
    started: () => {
      phase = 'started'
      lastAnswer = clock()
    },
    draining: () => {
      phase = 'draining'
    },
    reason: async () => {
      if (phase !== 'started') return phase
      await ask()
      return clock() - lastAnswer > bearableSilence ? 'the database does not answer' : undefined
    },
  }
}
