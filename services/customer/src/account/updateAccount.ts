import { audit, changesOf, checkVersion, diff, emit, raise, type Context } from '@rapport/chassis'
import type { UpdateAccountRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { updateAccountInSearch } from '../search/searchDocuments'
import { addActivities } from '../timeline/timeline.queries'
import { differences } from '../stored/differences'
import { accountChange } from './account'
import { accountUpdated } from './account.events'
import { addKeys, removeKeys } from './accountKeys'
import { presentAccount } from './account.presenter'
import { lockEditableAccount } from './account.queries'
import { addCollaborators, auditedFields } from './recordAccounts'
import { saveAccount } from './saveAccount'

/** Changes the fields of an account that the caller names. A change of nothing leaves the version as it is. */
export const updateAccount =
  ({ database, clock, newId }: CustomerDeps) =>
  async ({ id, account: input, updateMask, expectedVersion }: UpdateAccountRequest, context: Context) => {
    const written = changesOf(input ?? raise(new Error('validation lets no request without account through')), updateMask)
    const change = accountChange(written)
    return database.command(async (transaction) => {
      const before = await lockEditableAccount(database, id, transaction)
      checkVersion(before.version, expectedVersion)
      const changed = differences(before, change).filter((field) => field !== 'nameSort')
      if (!changed.length) return presentAccount(before)

      const now = clock()
      const after = await saveAccount(before, change, context, now, transaction)
      await removeKeys(database, id, transaction)
      await addKeys(database, [after], transaction)
      if (change.collaborators) {
        await database.execute(
          'DELETE FROM account_collaborators WHERE tenant_id = :tenantId AND account_id = :id',
          { id },
          { transaction },
        )
        await addCollaborators(database, [after], transaction)
      }
      await updateAccountInSearch(database, after, transaction)
      await addActivities(
        database,
        context,
        [{ id: newId(), accountId: id, kind: 'ACCOUNT_UPDATED', happenedAt: now, changedFields: changed }],
        transaction,
      )
      await emit(accountUpdated(after, changed), transaction)
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
      return presentAccount(after)
    })
  }
