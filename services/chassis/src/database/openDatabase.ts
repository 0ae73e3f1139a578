import type { Logger } from 'pino'
import type { Sequelize } from 'sequelize'
import type { BaseConfig } from '../config/baseConfig'
import type { OpenDatabase } from './database'
import { databaseOn } from './databaseOn'
import { showPool } from './metrics'
import { createPool, type Pool } from './pool'
import { readsOn, replicaPool } from './replicas'
import { rowsReadBy } from './rowsRead'
import { sequelizeOn, watchForSequelize } from './sequelizeOn'
import { watchWriter } from './watchWriter'
import { writerOf } from './writer'

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
  /** Connections at most for transactions, for single statements and for replicas each; 10 when absent. */
  readonly poolSize?: number
}

const CONNECT_TIMEOUT = 2_000
// A little behind our own, so that a statement whose connection was cut does not go on for ever.
const SERVER_LIMIT = 15
const CLOSE_PATIENCE = 5_000

/** How to sign in to the schema of a service. */
export const accessOf = (config: DatabaseConfig) => ({
  user: config.DATABASE_USER,
  password: config.DATABASE_PASSWORD,
  database: config.DATABASE_NAME,
  connectTimeout: CONNECT_TIMEOUT,
  serverLimit: SERVER_LIMIT,
})

/** Opens the schema of a service. Does not connect yet. */
export const openDatabase = ({ config, log, models, poolSize = 10 }: DatabaseOptions): OpenDatabase => {
  const access = accessOf(config)
  const tally = { statements: 0 }
  const poolOf = (autocommit: boolean): Pool => {
    const open = writerOf(config.DATABASE_HOSTS, { ...access, autocommit }, log)
    const openWatched = async () => {
      const link = watchForSequelize(await open())
      return Object.assign(link, { tally, leave: () => leave(link.host) })
    }
    return createPool({ open: openWatched, size: poolSize })
  }
  const leave = (host: string) => {
    for (const pool of [single, transactional]) pool.evict(host)
  }
  // Two pools: a statement outside, made by a transaction, never waits for the connections of other transactions.
  const single = poolOf(true)
  const transactional = poolOf(false)
  const replicas = config.DATABASE_REPLICAS.length ? replicaPool(config.DATABASE_REPLICAS, access, poolSize) : undefined
  const pools = { single, transactional, ...(replicas && { replicas }) }
  const hide = Object.entries(pools).map(([name, pool]) => showPool(name, pool))
  const watch = watchWriter([single, transactional], log)

  const sequelize = sequelizeOn(single)
  models?.(sequelize)

  return {
    ...databaseOn({ sequelize, writer: single, transactional, onReplica: readsOn(replicas, single) }),
    ping: watch.ping,
    statements: () => tally.statements,
    rowsRead: () => rowsReadBy([single, transactional]),
    close: async () => {
      watch.stop()
      await Promise.all(Object.values(pools).map((pool) => pool.close(CLOSE_PATIENCE)))
      for (const one of hide) one()
    },
  }
}
