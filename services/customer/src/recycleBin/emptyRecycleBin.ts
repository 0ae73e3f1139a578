import {
  audit,
  runInContext,
  systemContext,
  worker,
  type Database,
  type Transaction,
  type Worker,
} from '@rapport/chassis'
import { removeAccountsFromSearch } from '../search/searchDocuments'
import type { CustomerDeps } from '../service'

/** How long the recycle bin keeps what was deleted, in days. */
const keptDays = 30

const batch = 500

interface Expired {
  id: string
  tenantId: number
  name: string
}

const belongings = ['contacts', 'follow_ups', 'activities', 'account_collaborators', 'account_keys']

const purgeAccounts = async (database: Database, accounts: Expired[], transaction: Transaction): Promise<void> => {
  const ids = accounts.map(({ id }) => id)
  await removeAccountsFromSearch(database, ids, transaction)
  for (const table of belongings) {
    await database.execute(
      `DELETE FROM ${table} WHERE tenant_id = :tenantId AND account_id IN (:ids)`,
      { ids },
      { transaction },
    )
  }
  await database.execute(
    'DELETE FROM accounts WHERE tenant_id = :tenantId AND id IN (:ids) AND deleted_at IS NOT NULL',
    { ids },
    { transaction },
  )
  await audit(
    accounts.map(({ id, name }) => ({
      action: 'customer.account.purged',
      objectType: 'account',
      objectId: id,
      objectName: name,
    })),
    transaction,
  )
}

/** Deletes for good what lay in the recycle bin for 30 days: accounts with all that belongs to them, and single contacts. */
export const emptyRecycleBin = async ({ database, clock, newId }: CustomerDeps): Promise<void> => {
  const limit = new Date(clock().getTime() - keptDays * 24 * 3_600_000)
  for (;;) {
    const expired = await database.select<Expired>(
      `SELECT id, tenant_id AS tenantId, name FROM accounts WHERE deleted_at < :limit LIMIT ${batch}`,
      { limit },
      { crossTenant: true },
    )
    for (const tenantId of new Set(expired.map((account) => account.tenantId))) {
      const accounts = expired.filter((account) => account.tenantId === tenantId)
      await runInContext(systemContext(tenantId, `recycle-bin-${newId()}`), () =>
        database.transaction((transaction) => purgeAccounts(database, accounts, transaction), { repeatable: true }),
      )
    }
    if (expired.length < batch) break
  }
  await database.execute(
    'DELETE FROM contacts WHERE deleted_at < :limit',
    { limit },
    { crossTenant: true, repeatable: true },
  )
}

/** Empties the recycle bin every night. */
export const recycleBinWorker = (deps: CustomerDeps): Worker =>
  worker({
    kind: 'recycleBin.empty',
    every: { cron: '40 3 * * *', zone: 'Asia/Shanghai' },
    run: () => emptyRecycleBin(deps),
  })
