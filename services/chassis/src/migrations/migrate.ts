import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Umzug } from 'umzug'
import type { Changed, OpenDatabase } from '../database/database'
import { ask, type Link } from '../database/link'
import { literal } from '../database/literal'
import { accessOf, type DatabaseConfig } from '../database/openDatabase'
import { writerOf } from '../database/writer'
import { chassisTables } from './chassisTables'
import type { Migration } from './migration'

export interface MigrateOptions {
  readonly config: DatabaseConfig
  readonly log: Logger
  readonly database: OpenDatabase
  readonly migrations: readonly Migration[]
}

const TABLE = `CREATE TABLE IF NOT EXISTS schema_migrations (
  name VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  begun_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  done_at DATETIME(3) NULL,
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci`

// Table, column or index exists already; column or index is gone already.
const ALREADY = new Set([1050, 1060, 1061, 1091])

const LOCK_EVERY = 200

// GET_LOCK is asked again and again with no waiting in the server, whose limit on statements would end a long wait.
const lock = async (link: Link, name: string): Promise<void> => {
  for (;;) {
    const [row] = (await ask(link, `SELECT GET_LOCK(${literal(name, 'lock')}, 0) AS got`)) as { got: number }[]
    if (Number(row?.got) === 1) return
    await sleep(LOCK_EVERY)
  }
}

// A statement of DDL takes effect at once: when a process dies before it could note so, the next one finds it done.
const begin = async (link: Link, name: string): Promise<{ begunBefore: boolean }> => {
  const sql = `INSERT INTO schema_migrations (name) VALUES (${literal(name, 'name')}) ON DUPLICATE KEY UPDATE name = name`
  const { affectedRows } = (await ask(link, sql)) as Changed
  return { begunBefore: affectedRows === 0 }
}

const up = async (link: Link, { name, up: step }: Migration): Promise<void> => {
  const { begunBefore } = await begin(link, name)
  const run = async (sql: string): Promise<void> => void (await ask(link, sql))
  if (typeof step !== 'string') return step(run)
  try {
    await run(step)
  } catch (error) {
    const { errno = 0 } = error as { errno?: number }
    if (!begunBefore || !ALREADY.has(errno)) throw error
  }
}

const executed = async (link: Link): Promise<string[]> => {
  const rows = (await ask(link, 'SELECT name FROM schema_migrations WHERE done_at IS NOT NULL')) as { name: string }[]
  return rows.map(({ name }) => name)
}

const umzugOn = (link: Link, migrations: readonly Migration[], log: Logger): Umzug =>
  new Umzug({
    migrations: migrations.map((migration) => ({ name: migration.name, up: () => up(link, migration) })),
    storage: {
      logMigration: async ({ name }) =>
        void (await ask(link, `UPDATE schema_migrations SET done_at = NOW(3) WHERE name = ${literal(name, 'name')}`)),
      unlogMigration: () => Promise.reject(new Error('migrations only go forward')),
      executed: () => executed(link),
    },
    logger: {
      info: (message) => log.debug(message),
      warn: (message) => log.warn(message),
      error: (message) => log.error(message),
      debug: (message) => log.trace(message),
    },
  })

/**
 * Brings the schema up to date: the chassis' own tables, then the service's. Many processes may do it at once; one does, the
 * others wait. Throws when the database is away or a migration fails; what was done before stays done.
 */
export const migrate = async ({ config, log, migrations }: MigrateOptions): Promise<void> => {
  const link = await writerOf(config.DATABASE_HOSTS, { ...accessOf(config), serverLimit: 0 }, log)()
  try {
    await lock(link, `${config.DATABASE_NAME}.migrations`)
    await ask(link, TABLE)
    const done = await umzugOn(link, [...chassisTables, ...migrations], log).up()
    if (done.length) log.info({ migrations: done.map(({ name }) => name) }, 'the schema was migrated')
  } finally {
    link.connection.end()
  }
}
