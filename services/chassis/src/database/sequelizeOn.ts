import {
  QueryTypes,
  Sequelize,
  type Options,
  type QueryOptions,
  type Transaction,
  type TransactionOptions,
} from 'sequelize'
import { isCrossTenant } from './crossTenant'
import type { Link } from './link'
import type { Bound } from './literal'
import type { Pool } from './pool'
import { retrying } from './retry'
import { runAfterPostponed } from './postponed'
import { deadlineOf, STATEMENT_LIMIT } from './statement'
import { kindOf } from './statementKind'
import { guardTenants } from './tenantGuard'
import { tenantColumnOf } from './tenantScope'

const links = new WeakMap<object, Link>()

const textOf = (sql: unknown): string => (typeof sql === 'string' ? sql : String((sql as { query: unknown }).query))

/** Lets Sequelize's statements on `link` be watched like all others. */
export const watchForSequelize = (link: Link): Link => {
  const watch = (
    sql: string,
    values: readonly Bound[] | undefined,
    done: (error: Error | null, result: unknown) => void,
  ) => {
    runAfterPostponed(link, { sql, kind: kindOf(sql), values }, deadlineOf(STATEMENT_LIMIT)).then(
      (result) => done(null, result),
      (error: Error) => done(error, undefined),
    )
    return { setMaxListeners: () => undefined }
  }
  Object.assign(link.connection, {
    query: ({ sql }: { sql: string }, done: (error: Error | null, result: unknown) => void) =>
      watch(sql, undefined, done),
    execute: watch,
  })
  links.set(link.connection, link)
  return link
}

// The last net, for raw statements: each that touches the table of a model with tenants must say which tenant.
const refuseWithoutTenant = (sequelize: Sequelize): ((sql: string) => void) => {
  let pattern: RegExp | undefined
  return (sql) => {
    const tables = Object.values(sequelize.models)
      .filter(tenantColumnOf)
      .map((model) => model.tableName)
    pattern ??= tables.length ? new RegExp(`\\b(?:${tables.join('|')})\\b`) : undefined
    if (
      !pattern ||
      isCrossTenant() ||
      /\btenant_id\b/.test(sql) ||
      !/^\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH)/i.test(sql)
    )
      return
    if (pattern.test(sql)) throw new Error(`the statement does not say which tenant: ${sql.slice(0, 200)}`)
  }
}

/** Sequelize on our connections: with our deadlines, retries and tenants. Its own transactions are refused. */
export const sequelizeOn = (pool: Pool): Sequelize => {
  // The version is told, which spares the question: nothing that we use depends on it.
  const options: Options & { databaseVersion: string } = {
    dialect: 'mysql',
    logging: false,
    timezone: '+00:00',
    databaseVersion: '8.0.0',
  }
  const sequelize = new Sequelize(options)
  Object.assign(sequelize.connectionManager, {
    getConnection: async () => (await pool.acquire(deadlineOf(STATEMENT_LIMIT))).connection,
    releaseConnection: (connection: object) => {
      const link = links.get(connection)
      if (link) pool.release(link)
    },
    destroyConnection: () => Promise.resolve(),
  })
  guardTenants(sequelize)

  const refuse = refuseWithoutTenant(sequelize)
  const query = sequelize.query.bind(sequelize)
  const begin = sequelize.transaction.bind(sequelize)
  Object.assign(sequelize, {
    query: async (sql: unknown, options: QueryOptions & { transaction?: Transaction } = {}): Promise<unknown> => {
      refuse(textOf(sql))
      const send = (): Promise<unknown> => query(sql as string, options)
      if (options.transaction) return send()
      return retrying(send, (failure) => failure !== 'lost' || options.type === QueryTypes.SELECT)
    },
    // Inside one of ours it is a savepoint, which findOrCreate() needs.
    transaction: (options?: TransactionOptions): Promise<Transaction> =>
      options?.transaction
        ? begin(options)
        : Promise.reject(new Error('use Database.transaction(): it retries, publishes and audits')),
  })
  return sequelize
}
