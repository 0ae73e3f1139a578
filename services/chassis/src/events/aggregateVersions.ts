import type { Database, Transaction } from '../database/database'
import { insertPlainRows } from '../database/insertRows'
import type { Incoming } from './incoming'

const RAISE = 'previous = version, version = GREATEST(version, VALUES(version)), seen_at = NOW(3)'
const PREVIOUS = `SELECT aggregate_id AS aggregateId, previous FROM aggregate_versions
  WHERE queue = :queue AND aggregate_id IN (:ids)`

const isOrdered = ({ envelope }: Incoming): boolean => envelope.aggregateVersion > 0 && envelope.aggregateId !== ''

/** The same messages, those of each aggregate in the order of its versions, in the places where its messages were. */
export const byVersion = (incoming: readonly Incoming[]): Incoming[] => {
  const ordered = incoming.filter(isOrdered).sort((a, b) => a.envelope.aggregateVersion - b.envelope.aggregateVersion)
  const queues = new Map<string, Incoming[]>()
  for (const one of ordered) {
    const queue = queues.get(one.envelope.aggregateId)
    if (queue) queue.push(one)
    else queues.set(one.envelope.aggregateId, [one])
  }
  return incoming.map((one) => (isOrdered(one) ? (queues.get(one.envelope.aggregateId)?.shift() ?? one) : one))
}

/**
 * Notes the versions that `queue` sees with these messages, holding the aggregates until the transaction ends, and gives the
 * messages that are not older than what it has seen before, in the order of their versions.
 */
export const noteVersions = async (
  database: Database,
  queue: string,
  incoming: readonly Incoming[],
  transaction: Transaction,
): Promise<Incoming[]> => {
  const highest = new Map<string, number>()
  for (const { envelope } of incoming.filter(isOrdered)) {
    const { aggregateId, aggregateVersion } = envelope
    highest.set(aggregateId, Math.max(aggregateVersion, highest.get(aggregateId) ?? 0))
  }
  if (highest.size === 0) return [...incoming]
  // In one order everywhere, so that two processes do not wait for each other.
  const ids = [...highest.keys()].sort()
  const rows = ids.map((id) => ({ queue, aggregate_id: id, version: highest.get(id) ?? 0 }))
  await insertPlainRows('aggregate_versions', rows, transaction, { onKnown: RAISE })
  const options = { transaction, crossTenant: true }
  const found = await database.select<{ aggregateId: string; previous: number }>(PREVIOUS, { queue, ids }, options)
  const seen = new Map(found.map(({ aggregateId, previous }) => [aggregateId, previous]))
  return byVersion(incoming).filter(
    (one) => !isOrdered(one) || one.envelope.aggregateVersion >= (seen.get(one.envelope.aggregateId) ?? 0),
  )
}
