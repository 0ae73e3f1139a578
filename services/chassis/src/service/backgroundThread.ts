import { once } from 'node:events'
import { constants, setPriority } from 'node:os'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import { register } from 'prom-client'
import type { OpenDatabase, Signal } from '../database/database'
import { addMetrics, type Measured } from '../health/metricsPage'
import type { Background } from './background'
import { stopAll, type Stoppable } from './stopAll'

/** What the main thread tells the other: what a commit left behind, or what it wants. */
type Order = { signal: Signal } | { wanted: 'metrics' | 'end' }

/** Room for what is new on the thread, in MB: with V8's own 48 an import was no faster, only larger. */
const YOUNG_GENERATION = 12

const signals = ['outbox', 'jobs'] as const

/** Whether this thread was started by startBackgroundThread. */
export const isBackgroundThread = !isMainThread && parentPort !== null

/**
 * Starts the background of a service on a thread of its own, so that no call waits while a job computes or many facts are published. A
 * thread that ends without having been asked to ends the process: that is thrown where nobody catches it.
 * @param main path of the service's main program, which the thread runs, too
 */
export const startBackgroundThread = (main: string, database: OpenDatabase): Background => {
  const thread = new Worker(main, {
    name: 'background',
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION },
  })
  const order = (wanted: Order) => thread.postMessage(wanted)
  const ended = once(thread, 'exit')
  let isWanted = true
  const asking: ((measured: Measured) => void)[] = []
  const answer = (measured: Measured) => {
    for (const resolve of asking.splice(0)) resolve(measured)
  }
  thread.on('message', answer)
  thread.on('error', (error) => {
    throw error
  })
  thread.on('exit', (code) => {
    answer([])
    if (isWanted) throw new Error(`the background thread ended with ${code}`)
  })
  const measure = () =>
    new Promise<Measured>((resolve) => {
      asking.push(resolve)
      order({ wanted: 'metrics' })
    })
  const endings = signals.map((signal) => database.subscribe(signal, () => order({ signal })))
  // Its first message says that it is there: nobody who asks for the metrics waits for it to load.
  thread.once('message', () => endings.push(addMetrics(measure)))
  return {
    stop: async () => {
      isWanted = false
      for (const end of endings) end()
      order({ wanted: 'end' })
      await ended
    },
  }
}

/** Lets this thread follow the main one: its commits, its questions and its end, when `parts` are stopped in their order. */
export const followMainThread = (database: OpenDatabase, parts: readonly Stoppable[], log: Logger): void => {
  // Linux takes it for this thread alone: calls come before what can wait.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  const end = async () => {
    await stopAll(parts, log)
    process.exit(0)
  }
  const tellMeasured = async () => parentPort?.postMessage(await register.getMetricsAsJSON())
  parentPort?.on('message', (order: Order) => {
    if ('signal' in order) database.announce(order.signal)
    else if (order.wanted === 'end') void end()
    else void tellMeasured()
  })
  void tellMeasured()
}
