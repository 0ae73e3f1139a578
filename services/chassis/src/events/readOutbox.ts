import type { JsonValue } from '@bufbuild/protobuf'
import type { Database } from '../database/database'

/** The facts that wait in the outbox, in the order in which they were emitted. */
export const readOutbox = async (database: Database): Promise<{ type: string; data: JsonValue }[]> => {
  const rows = await database.select<{ type: string; body: string }>(
    'SELECT type, body FROM outbox ORDER BY seq',
    {},
    { crossTenant: true },
  )
  return rows.map(({ type, body }) => ({ type, data: JSON.parse(body) as JsonValue }))
}
