import type { Database } from '@rapport/chassis'
import { KNOWN_FOR } from './findUserByLogin'

const DAY = 86_400_000

/** Removes what has served its time, of all tenants: ended sessions, forgotten failures, addresses no longer known. A bounded part each time. */
export const sweep = async (database: Database, now: Date): Promise<void> => {
  const anywhere = { crossTenant: true, repeatable: true } as const
  const before = (span: number) => new Date(now.getTime() - span)
  await database.execute('DELETE FROM sessions WHERE expires_at < :now LIMIT 200', { now }, anywhere)
  await database.execute(
    'DELETE FROM sign_in_attempts WHERE counted_at < :yesterday LIMIT 200',
    { yesterday: before(DAY) },
    anywhere,
  )
  await database.execute(
    'DELETE FROM known_addresses WHERE signed_in_at < :since LIMIT 200',
    { since: before(KNOWN_FOR) },
    anywhere,
  )
}
