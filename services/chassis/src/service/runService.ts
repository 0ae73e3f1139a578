import type { Logger } from 'pino'
import type { z } from 'zod'
import type { BaseConfig } from '../config/baseConfig'
import type { OpenDatabase } from '../database/database'
import { RapportError } from '../errors/errors'
import type { Events } from '../events/startEvents'
import { startAdminServer } from '../health/adminServer'
import { createReadiness } from '../health/readiness'
import type { Workers } from '../jobs/startWorkers'
import { createCatalogue } from '../messages/catalogue'
import { migrate } from '../migrations/migrate'
import { createServer } from '../rpc/server/createServer'
import type { TokenVerifier } from '../token/verifyToken'
import { startBackground } from './background'
import { startBackgroundThread } from './backgroundThread'
import type { ServiceDefinition } from './defineService'
import type { Deps } from './Deps'
import { openDeps } from './openDeps'
import { requireComplete } from './requireComplete'
import { stopAll, type Stoppable } from './stopAll'
import { untilAvailable } from './untilAvailable'

/** What a service runs in: a process of its own, or a test. */
export interface Surroundings<C> {
  readonly config: BaseConfig & C
  readonly log: Logger
  readonly verify: TokenVerifier
  /** Ends the waiting for a database that is not there yet. */
  readonly signal: AbortSignal
  /** Address of another service; from the environment when absent. */
  readonly targetOf?: (service: string) => string
  readonly clock?: () => Date
  /** Whether facts are published and heard; true when absent. */
  readonly events?: boolean
  /** Whether jobs are done; true when absent. */
  readonly workers?: boolean
  /** Keeps the queues of a test apart from those of others. */
  readonly namespace?: string
  /**
   * Path of the program that a thread runs for the background (see runBackground.ts) of a service that has jobs; on this thread
   * when absent.
   */
  readonly backgroundMain?: string | undefined
}

/** A service at work. */
export interface RunningService<C = unknown> {
  readonly grpcPort: number
  readonly adminPort: number
  readonly deps: Deps<C>
  readonly database: OpenDatabase
  /** Undefined, as are the workers, when they rest or have a thread of their own. */
  readonly events: Events | undefined
  readonly workers: Workers | undefined
  /** Finishes what runs, at most 25 s for calls, then stops everything. */
  stop(): Promise<void>
}

const drainTime = 25_000

const isAway = (error: unknown): boolean =>
  error instanceof RapportError && (error.kind === 'unavailable' || error.kind === 'deadline')

/**
 * Starts a service: rules and handlers are checked first, then it waits for the database, migrates, takes calls, publishes
 * and hears facts, does jobs, and is ready. The broker need not be there. Rejects when something is wrong that waiting
 * does not mend.
 */
export const runService = async <C extends z.ZodObject>(
  definition: ServiceDefinition<C>,
  surroundings: Surroundings<z.output<C>>,
): Promise<RunningService<z.output<C>>> => {
  const { name, migrations = [] } = definition
  const { config, log, verify, signal, namespace, backgroundMain } = surroundings
  const { deps, database, opened: foundation } = openDeps(definition, surroundings)
  // What was opened last is closed first.
  const opened: Stoppable[] = [...foundation]
  try {
    const implementations = definition.handlers(deps)
    requireComplete(name, implementations)
    const server = createServer(implementations, { verify, catalogue: createCatalogue(definition.messages), log })
    const consumers = definition.consumers?.(deps) ?? []
    const tasks = definition.workers?.(deps) ?? []

    const readiness = createReadiness({ ping: () => database.ping() })
    const admin = await startAdminServer({
      host: config.HOST,
      port: config.ADMIN_PORT,
      loopPrecision: config.LOOP_PRECISION,
      readiness,
    })
    opened.unshift({ name: 'the admin port', stop: () => admin.close() })
    log.info({ adminPort: admin.port }, 'starting')

    await untilAvailable('the database', () => database.ping(), { log, signal })
    const step = () => migrate({ config, log, database, migrations })
    await untilAvailable('the database', step, { log, signal, worthwhile: isAway })
    await definition.onStarted?.(deps)
    opened.unshift({ name: `the end of ${name}`, stop: () => definition.onStopping?.(deps) })
    const grpcPort = await server.listen(config.HOST, config.GRPC_PORT)

    const background =
      backgroundMain !== undefined && tasks.length > 0
        ? startBackgroundThread(backgroundMain, database)
        : startBackground({
            ...{ config, log, database, source: name, consumers, tasks, namespace },
            publishes: surroundings.events,
            works: surroundings.workers,
          })
    opened.unshift({ name: 'the background', stop: background.stop })
    const drain = async () => {
      if (!(await server.drain(drainTime))) log.warn('calls that ran too long were ended')
    }
    opened.unshift({ name: 'calls', stop: drain })

    server.setServing(true)
    readiness.started()
    log.info({ grpcPort, adminPort: admin.port }, 'ready')
    return {
      grpcPort,
      adminPort: admin.port,
      deps,
      database,
      events: background.events,
      workers: background.workers,
      stop: () => {
        readiness.draining()
        server.setServing(false)
        return stopAll(opened, log)
      },
    }
  } catch (error) {
    await stopAll(opened, log)
    throw error
  }
}
