import { Counter, Gauge, Histogram } from 'prom-client'
import type { Pool } from './pool'

/** Duration of statements as the process sees it, by kind (select, insert, update, delete, other) and outcome (ok, error). */
export const statementSeconds = new Histogram({
  name: 'rapport_database_statement_seconds',
  help: 'Duration of SQL statements, with the wait for the answer but not for a connection',
  labelNames: ['kind', 'outcome'],
  buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
})

/** Statements sent for calls, by rpc: what a route costs the database. */
const callStatements = new Counter({
  name: 'rapport_rpc_statements_total',
  help: 'SQL statements sent while answering calls, by rpc',
  labelNames: ['rpc'],
})

const countersOf = new Map<string, ReturnType<typeof callStatements.labels>>()

/** Counts a statement that belongs to a call of `rpc`. */
export const countForRpc = (rpc: string): void => {
  let counter = countersOf.get(rpc)
  if (!counter) countersOf.set(rpc, (counter = callStatements.labels(rpc)))
  counter.inc()
}

/** Transactions and statements that were tried again, by failure. */
export const retries = new Counter({
  name: 'rapport_database_retries_total',
  help: 'Transactions and statements tried again after a failure of the database',
  labelNames: ['failure'],
})

const pools = new Map<Pool, string>()

const gauge = new Gauge({
  name: 'rapport_database_connections',
  help: 'Connections to the database by pool (single, transactional, replicas) and state (idle, busy, waiting)',
  labelNames: ['pool', 'state'],
  collect() {
    gauge.reset()
    for (const [pool, name] of pools) {
      const counts = pool.counts()
      for (const state of ['idle', 'busy', 'waiting'] as const) gauge.inc({ pool: name, state }, counts[state])
    }
  },
})

/** Shows a pool in the metrics until the returned function is called. */
export const showPool = (name: string, pool: Pool): (() => void) => {
  pools.set(pool, name)
  return () => void pools.delete(pool)
}
