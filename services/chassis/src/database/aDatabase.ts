import { createConnection } from 'mysql2/promise'
import { pino } from 'pino'
import type { Sequelize } from 'sequelize'
import { migrate } from '../migrations/migrate'
import type { Migration } from '../migrations/migration'
import type { OpenDatabase } from './database'
import { openDatabase, type DatabaseConfig } from './openDatabase'

export interface TestDatabase {
  readonly config: DatabaseConfig
  readonly database: OpenDatabase
  /** Runs a statement as the server's administrator, in the schema. */
  readonly admin: <Row = Record<string, unknown>>(sql: string) => Promise<Row[]>
  readonly end: () => Promise<void>
}

const host = () => process.env['TEST_DATABASE_HOST'] ?? ''
export const silent = pino({ level: 'silent' })

/** For tests of the chassis: a fresh schema with a user of its own, migrated and open. `through` puts something between, e.g. a proxy's `host:port`. */
export const aDatabase = async ({
  migrations = [],
  models,
  through = [host()],
}: {
  migrations?: readonly Migration[]
  models?: (sequelize: Sequelize) => void
  through?: string[]
} = {}): Promise<TestDatabase> => {
  const name = `chassis_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  const [address = '', port] = host().split(':')
  const root = await createConnection({
    host: address,
    port: Number(port),
    user: 'root',
    password: process.env['TEST_DATABASE_ROOT_PASSWORD'] ?? '',
  })
  await root.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`)
  await root.query(`CREATE USER ${name}@'%' IDENTIFIED BY 'test'`)
  await root.query(`GRANT ALL ON ${name}.* TO ${name}@'%'`)
  await root.query(`USE ${name}`)
  const config = {
    DATABASE_HOSTS: [host()],
    DATABASE_REPLICAS: [],
    DATABASE_NAME: name,
    DATABASE_USER: name,
    DATABASE_PASSWORD: 'test',
  }
  const database = openDatabase({ config: { ...config, DATABASE_HOSTS: through }, log: silent, models })
  await migrate({ config, log: silent, database, migrations })
  return {
    config,
    database,
    admin: async (sql) => (await root.query(sql))[0] as never,
    end: async () => {
      await database.close()
      await root.query(`DROP DATABASE ${name}`)
      await root.query(`DROP USER ${name}@'%'`)
      await root.end()
    },
  }
}
