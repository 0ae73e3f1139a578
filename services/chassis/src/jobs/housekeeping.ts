import type { Database } from '../database/database'
import { worker, type Worker } from './worker'

const HOUR = 3_600_000
const BATCH = 5000

/** What the chassis remembers only for a while: table, its time column, hours. */
const memories = [
  ['idempotency_keys', 'created_at', 48],
  ['inbox', 'heard_at', 30 * 24],
  ['aggregate_versions', 'seen_at', 90 * 24],
  ['jobs', 'finished_at', 30 * 24],
] as const

/** Forgets, every hour, what is too old to matter: answers of commands, facts that were heard, finished jobs. */
export const housekeeping = (database: Database): Worker =>
  worker({
    kind: 'chassis.housekeeping',
    every: { cron: '23 * * * *', zone: 'UTC' },
    run: async (_, { signal }) => {
      for (const [table, column, hours] of memories) {
        const before = new Date(Date.now() - hours * HOUR)
        for (let deleted = BATCH; deleted === BATCH && !signal.aborted;) {
          const { affectedRows } = await database.execute(
            `DELETE FROM ${table} WHERE ${column} < :before LIMIT ${BATCH}`,
            { before },
            { crossTenant: true, repeatable: true },
          )
          deleted = affectedRows
        }
      }
    },
  })
