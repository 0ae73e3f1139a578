import type { OpenDatabase } from '../database/database'
import { noteVersions } from './aggregateVersions'
import type { Consumer } from './consumer'
import { noteHeard } from './inbox'
import type { Incoming } from './incoming'
import { effectSeconds, heard } from './metrics'

/**
 * Lets messages have their effect, all in one transaction with the note that they were heard. What was heard before, and what is
 * older than what was seen of its aggregate, has none.
 */
export const hear = async (
  database: OpenDatabase,
  consumer: Consumer,
  incoming: readonly Incoming[],
): Promise<void> => {
  const { queue, idempotent } = consumer
  const counts = await database.transaction(
    async (transaction) => {
      const fresh = idempotent ? incoming : await noteHeard(database, queue, incoming, transaction)
      const current = fresh.length ? await noteVersions(database, queue, fresh, transaction) : []
      await consumer.handle(current, transaction)
      return { fresh: fresh.length, done: current.length }
    },
    { repeatable: true },
  )
  heard.inc({ queue, outcome: 'done' }, counts.done)
  heard.inc({ queue, outcome: 'outdated' }, counts.fresh - counts.done)
  heard.inc({ queue, outcome: 'repeated' }, incoming.length - counts.fresh)
  const now = Date.now()
  const observer = effectSeconds.labels(queue)
  for (const { envelope } of incoming) observer.observe((now - envelope.time.getTime()) / 1000)
}
