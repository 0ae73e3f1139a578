import type { Logger } from 'pino'
import type { z } from 'zod'
import type { BaseConfig } from '../config/baseConfig'
import { startBackground } from './background'
import { followMainThread } from './backgroundThread'
import type { ServiceDefinition } from './defineService'
import { openDeps } from './openDeps'

/** Runs the background of a service on this thread until the main one has it stop. The database is migrated already. */
export const runBackground = <C extends z.ZodObject>(
  definition: ServiceDefinition<C>,
  config: BaseConfig & z.output<C>,
  log: Logger,
): void => {
  const { deps, database, opened } = openDeps(definition, { config, log })
  const { stop } = startBackground({
    config,
    log,
    database,
    source: definition.name,
    consumers: definition.consumers?.(deps) ?? [],
    tasks: definition.workers?.(deps) ?? [],
  })
  followMainThread(database, [{ name: 'the background', stop }, ...opened], log)
}
