import type { Logger } from 'pino'
import type { DatabaseConfig } from '../database/openDatabase'
import type { OpenDatabase } from '../database/database'
import type { Migration } from './migration'

export interface MigrateOptions {
  readonly config: DatabaseConfig
  readonly log: Logger
  readonly database: OpenDatabase
  readonly migrations: readonly Migration[]
}

/** Brings the schema up to date: the chassis' own tables, then the service's. Many processes may do it at once; one does, the others wait. */
export const migrate = ({ config }: MigrateOptions): Promise<void> => {
  throw new Error(config.DATABASE_NAME)
}
