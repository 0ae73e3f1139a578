import { audit, checkVersion, emit, type Context } from '@rapport/chassis'
import type { DeleteAccountRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { removeAccountsFromSearch } from '../search/searchDocuments'
import { addActivities } from '../timeline/timeline.queries'
import { accountDeleted } from './account.events'
import { removeKeys } from './accountKeys'
import { lockEditableAccount } from './account.queries'
import { saveAccount } from './saveAccount'

/** Moves an account to the recycle bin; its contacts and follow-ups go out of sight with it. */
export const deleteAccount =
  ({ database, clock, newId }: CustomerDeps) =>
  async ({ id, expectedVersion }: DeleteAccountRequest, context: Context) =>
    database.command(async (transaction) => {
      const before = await lockEditableAccount(database, id, transaction)
      checkVersion(before.version, expectedVersion)
      const now = clock()
      const after = await saveAccount(before, { deletedAt: now }, context, now, transaction)
      await removeKeys(database, id, transaction)
      await removeAccountsFromSearch(database, [id], transaction)
      await addActivities(
        database,
        context,
        [{ id: newId(), accountId: id, kind: 'ACCOUNT_DELETED', happenedAt: now }],
        transaction,
      )
      await emit(accountDeleted(after), transaction)
      await audit(
        { action: 'customer.account.deleted', objectType: 'account', objectId: id, objectName: before.name },
        transaction,
      )
      return {}
    })
