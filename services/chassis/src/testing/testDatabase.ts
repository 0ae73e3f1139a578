import { createConnection } from 'mysql2/promise'
import { randomUUID } from 'node:crypto'
import type { BaseConfig } from '../config/baseConfig'

/** An empty schema for one test file. */
export interface TestDatabase {
  /** How a service reaches it. */
  readonly config: Pick<
    BaseConfig,
    'DATABASE_HOSTS' | 'DATABASE_REPLICAS' | 'DATABASE_NAME' | 'DATABASE_USER' | 'DATABASE_PASSWORD'
  >
  drop(): Promise<void>
}

const needed = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the tests through jest with the configuration at the root`)
  return value
}

/** The variable that says where the tests' broker is. */
export const testBrokerUrl = (): string => needed('TEST_BROKER_URL')

/** Makes a fresh schema in the tests' database server (TEST_DATABASE_HOST, TEST_DATABASE_ROOT_PASSWORD). */
export const testDatabase = async (): Promise<TestDatabase> => {
  const address = needed('TEST_DATABASE_HOST')
  const [host = '', port = '3306'] = address.split(':')
  const password = process.env['TEST_DATABASE_ROOT_PASSWORD'] ?? ''
  const schema = `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`

  const run = async (statement: string): Promise<void> => {
    const connection = await createConnection({ host, port: Number(port), user: 'root', password })
    try {
      await connection.query(statement)
    } finally {
      await connection.end()
    }
  }

  await run(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`)
  return {
    config: {
      DATABASE_HOSTS: [address],
      DATABASE_REPLICAS: [],
      DATABASE_NAME: schema,
      DATABASE_USER: 'root',
      DATABASE_PASSWORD: password,
    },
    drop: () => run(`DROP DATABASE IF EXISTS ${schema}`),
  }
}
