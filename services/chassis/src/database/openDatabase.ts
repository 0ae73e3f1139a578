import type { Logger } from 'pino'
import type { Sequelize } from 'sequelize'
import type { BaseConfig } from '../config/baseConfig'
import type { OpenDatabase } from './database'

export type { OpenDatabase } from './database'

/** The part of the configuration that concerns the database. */
export type DatabaseConfig = Pick<
  BaseConfig,
  'DATABASE_HOSTS' | 'DATABASE_REPLICAS' | 'DATABASE_NAME' | 'DATABASE_USER' | 'DATABASE_PASSWORD'
>

export interface DatabaseOptions {
  readonly config: DatabaseConfig
  readonly log: Logger
  /** Defines the Sequelize models. */
  readonly models?: ((sequelize: Sequelize) => void) | undefined
}

/** Opens the schema of a service. Does not connect yet. */
export const openDatabase = ({ config }: DatabaseOptions): OpenDatabase => {
  throw new Error(config.DATABASE_NAME)
}
