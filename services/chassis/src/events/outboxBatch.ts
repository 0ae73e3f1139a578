import type { Database, Transaction } from '../database/database'

/** A row of the outbox as the relay reads it. */
export interface Outgoing {
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly headers: string
  readonly body: string
}

const NEXT = `SELECT seq, id, type, headers, body FROM outbox WHERE seq > :after ORDER BY seq LIMIT :limit FOR UPDATE SKIP LOCKED`

/** The next rows after `after` that no other relay has in hand, locked until the transaction ends. */
export const takeBatch = (
  database: Database,
  after: number,
  limit: number,
  transaction: Transaction,
): Promise<Outgoing[]> => database.select<Outgoing>(NEXT, { after, limit }, { transaction, crossTenant: true })

/** Forgets rows that were published, with COMMIT. */
export const forget = async (
  database: Database,
  rows: readonly Outgoing[],
  transaction: Transaction,
): Promise<void> => {
  const seqs = rows.map(({ seq }) => seq)
  await database.executeLater('DELETE FROM outbox WHERE seq IN (:seqs)', { seqs }, { transaction, crossTenant: true })
}

/** Whether there is something to publish. */
export const isWaiting = async (database: Database): Promise<boolean> =>
  (await database.select('SELECT seq FROM outbox LIMIT 1', {}, { crossTenant: true })).length > 0
