import type { Logger } from 'pino'
import type { BaseConfig } from '../config/baseConfig'
import type { OpenDatabase } from '../database/database'
import type { Consumer } from '../events/consumer'
import { startEvents, type Events } from '../events/startEvents'
import { startWorkers, type Workers } from '../jobs/startWorkers'
import type { Worker } from '../jobs/worker'

/** What a service does beside answering calls: it publishes and hears facts, and does jobs. */
export interface Background {
  readonly events?: Events | undefined
  readonly workers?: Workers | undefined
  /** Ends the jobs (see Workers.stop), then the publishing and hearing of facts. */
  readonly stop: () => Promise<void>
}

export interface BackgroundOptions {
  readonly config: Pick<BaseConfig, 'BROKER_URL'>
  readonly log: Logger
  readonly database: OpenDatabase
  /** Name of the service. */
  readonly source: string
  readonly consumers: readonly Consumer[]
  readonly tasks: readonly Worker[]
  /** Keeps the queues of a test apart from those of others. */
  readonly namespace?: string | undefined
  /** Whether facts are published and heard; true when absent. */
  readonly publishes?: boolean | undefined
  /** Whether jobs are done; true when absent. */
  readonly works?: boolean | undefined
}

/** Starts the background of a service on this thread. */
export const startBackground = (options: BackgroundOptions): Background => {
  const { config, log, database, source, consumers, tasks, namespace, publishes = true, works = true } = options
  const events = publishes
    ? startEvents({ config, log, database, source, consumers, ...(namespace !== undefined && { namespace }) })
    : undefined
  const workers = works ? startWorkers({ log, database, workers: tasks }) : undefined
  return {
    events,
    workers,
    stop: async () => {
      await workers?.stop()
      await events?.stop()
    },
  }
}
