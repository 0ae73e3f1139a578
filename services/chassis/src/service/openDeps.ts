import type { Logger } from 'pino'
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import type { BaseConfig } from '../config/baseConfig'
import { targetOf } from '../config/targetOf'
import type { OpenDatabase } from '../database/database'
import { openDatabase } from '../database/openDatabase'
import { createRpcClients } from '../rpc/client/createRpcClients'
import type { ServiceDefinition } from './defineService'
import type { Deps } from './Deps'
import type { Stoppable } from './stopAll'

/** What the parts of a service stand on, opened. */
export interface OpenDeps<C> {
  readonly deps: Deps<C>
  readonly database: OpenDatabase
  /** To be stopped in this order when nothing needs them any more. */
  readonly opened: readonly Stoppable[]
}

export interface OpenDepsOptions<C> {
  readonly config: BaseConfig & C
  readonly log: Logger
  /** Address of another service; from the environment when absent. */
  readonly targetOf?: ((service: string) => string) | undefined
  readonly clock?: (() => Date) | undefined
}

/** Opens what a service stands on, without waiting for anything. */
export const openDeps = <C extends z.ZodObject>(
  { models }: ServiceDefinition<C>,
  options: OpenDepsOptions<z.output<C>>,
): OpenDeps<z.output<C>> => {
  const { config, log, clock = () => new Date() } = options
  const clients = createRpcClients({ targetOf: options.targetOf ?? ((service) => targetOf(service)) })
  const database = openDatabase({ config, log, models })
  return {
    deps: { config, database, clock, newId: uuidv7, log, client: clients.client },
    database,
    opened: [
      { name: 'the database', stop: () => database.close() },
      { name: 'clients', stop: clients.close },
    ],
  }
}
