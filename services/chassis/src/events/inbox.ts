import type { Database, Transaction } from '../database/database'
import { duplicateKeyOf } from '../database/duplicateKey'
import { insertPlainRows } from '../database/insertRows'
import { runPostponed } from '../database/postponed'
import { linkOf } from '../database/transactionLinks'
import type { Incoming } from './incoming'

const KNOWN = 'SELECT event_id AS eventId FROM inbox WHERE queue = :queue AND event_id IN (:ids)'

const idOf = ({ envelope }: Incoming): string => envelope.id

/**
 * Notes that messages are heard by `queue`, and gives those that were not heard before. Waits for another process that is just
 * hearing the same.
 */
export const noteHeard = async (
  database: Database,
  queue: string,
  incoming: readonly Incoming[],
  transaction: Transaction,
): Promise<Incoming[]> => {
  const once = [...new Map(incoming.map((one) => [idOf(one), one])).values()]
  const note = async (fresh: readonly Incoming[]): Promise<void> => {
    // In one order everywhere, so that two processes do not wait for each other.
    const ids = fresh.map(idOf).sort()
    const rows = ids.map((id) => ({ queue, event_id: id }))
    await insertPlainRows('inbox', rows, transaction)
    await runPostponed(linkOf(transaction))
  }
  try {
    await note(once)
    return once
  } catch (error) {
    if (duplicateKeyOf(error) === undefined) throw error
    const options = { transaction, crossTenant: true }
    const known = await database.select<{ eventId: string }>(KNOWN, { queue, ids: once.map(idOf) }, options)
    const heard = new Set(known.map(({ eventId }) => eventId))
    const fresh = once.filter((one) => !heard.has(idOf(one)))
    await note(fresh)
    return fresh
  }
}
