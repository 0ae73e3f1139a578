import type { Database, Transaction } from '@rapport/chassis'

/** Brings the last and next follow-up of an account up to date with its follow-ups; the planned time is that of the latest one that has any. */
export const touchAccount = async (database: Database, accountId: string, transaction: Transaction): Promise<void> => {
  const newest = (column: string, more = '') =>
    `(SELECT f.${column} FROM follow_ups f
      WHERE f.tenant_id = :tenantId AND f.account_id = :accountId AND f.deleted_at IS NULL ${more}
      ORDER BY f.happened_at DESC, f.id DESC LIMIT 1)`
  await database.execute(
    `UPDATE accounts SET
       last_follow_up_at = ${newest('happened_at', `AND f.method <> 'NOTE'`)},
       next_follow_up_at = ${newest('next_at', `AND f.method <> 'NOTE'`)}
     WHERE tenant_id = :tenantId AND id = :accountId`,
    { accountId },
    { transaction },
  )
}
