import type { Sequelize } from 'sequelize'
import type { z } from 'zod'
import { baseConfig } from '../config/baseConfig'
import type { Consumer } from '../events/consumer'
import type { Worker } from '../jobs/worker'
import { defineMessages, type Messages } from '../messages/messages'
import type { Migration } from '../migrations/migration'
import type { Implementation } from '../rpc/implement'
import type { Deps } from './Deps'

/** The shape of a service: everything that startService needs to run it. */
export interface ServiceDefinition<C extends z.ZodObject = z.ZodObject> {
  /** Name of the proto package, the schema and the target, e.g. `customer`. */
  readonly name: string
  /** Environment of its own beside the base. */
  readonly config?: C
  /** A sentence in each language for every reason that the service raises. */
  readonly messages?: Messages
  /** Defines the Sequelize models. */
  readonly models?: (sequelize: Sequelize) => void
  /** In order; the chassis' own run before. */
  readonly migrations?: readonly Migration[]
  readonly handlers: (deps: Deps<z.output<C>>) => readonly Implementation[]
  readonly consumers?: (deps: Deps<z.output<C>>) => readonly Consumer[]
  readonly workers?: (deps: Deps<z.output<C>>) => readonly Worker[]
  /** Runs once the database is migrated, before the first call is taken. */
  readonly onStarted?: (deps: Deps<z.output<C>>) => Promise<void> | void
  /** Runs after the last call was answered, before the database closes. */
  readonly onStopping?: (deps: Deps<z.output<C>>) => Promise<void> | void
}

/** Declares a service. Throws when its messages are incomplete, a migration's name occurs twice, or its config claims a variable of the base. */
export const defineService = <C extends z.ZodObject>(definition: ServiceDefinition<C>): ServiceDefinition<C> => {
  const { name, messages, migrations = [], config } = definition
  if (messages) defineMessages(messages)
  const twice = migrations.find((migration, index) => migrations.findIndex((m) => m.name === migration.name) < index)
  if (twice) throw new Error(`${name}: the migration ${twice.name} occurs twice`)
  const claimed = Object.keys(config?.shape ?? {}).find((variable) => variable in baseConfig.shape)
  if (claimed) throw new Error(`${name}: ${claimed} is read by the chassis already`)
  return definition
}
