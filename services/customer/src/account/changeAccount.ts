import { audit, diff, emit, type Context, type Transaction } from '@rapport/chassis'
import type { CustomerDeps } from '../service'
import { updateAccountInSearch } from '../search/searchDocuments'
import { differences } from '../stored/differences'
import { addActivities } from '../timeline/timeline.queries'
import type { AccountChange } from './account'
import { accountUpdated } from './account.events'
import { addKeys, removeKeys } from './accountKeys'
import type { AccountRow } from './AccountModel'
import { addCollaborators, auditedFields } from './recordAccounts'
import { saveAccount } from './saveAccount'

/**
 * Changes a locked account with all that follows: duplicate keys, relation grants, search, timeline, event, audit.
 * Returns the account as it is then: `before` itself, with its version, when the change changes nothing. Throws `credit_code_taken`.
 */
export const changeAccount = async (
  { database, clock, newId }: CustomerDeps,
  context: Context,
  before: AccountRow,
  change: AccountChange,
  transaction: Transaction,
): Promise<AccountRow> => {
  const changedFields = differences(before, change).filter((field) => field !== 'nameSort')
  if (!changedFields.length) return before
  const now = clock()
  const { id } = before
  const after = await saveAccount(before, change, context, now, transaction)
  await removeKeys(database, id, transaction)
  await addKeys(database, [after], transaction)
  if (change.collaborators) {
    await database.executeLater(
      'DELETE FROM account_collaborators WHERE tenant_id = :tenantId AND account_id = :id',
      { id },
      { transaction },
    )
    await addCollaborators(database, [after], transaction)
  }
  await updateAccountInSearch(database, before, after, transaction)
  await addActivities(
    database,
    context,
    [{ id: newId(), accountId: id, kind: 'ACCOUNT_UPDATED', happenedAt: now, changedFields }],
    transaction,
  )
  await emit(accountUpdated(after, changedFields), transaction)
  await audit(
    {
      action: 'customer.account.updated',
      objectType: 'account',
      objectId: id,
      objectName: after.name,
      changes: diff(before, after, { fields: auditedFields }),
    },
    transaction,
  )
  return after
}
