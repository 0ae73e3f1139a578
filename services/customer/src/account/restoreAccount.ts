import { audit, emit, type Context } from '@rapport/chassis'
import type { RestoreAccountRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { contactsOfAccount } from '../contact/contact.queries'
import { addToSearch } from '../search/searchDocuments'
import { addActivities } from '../timeline/timeline.queries'
import { accountRestored } from './account.events'
import { addKeys } from './accountKeys'
import { presentAccount } from './account.presenter'
import { lockEditableAccount } from './account.queries'
import { saveAccount } from './saveAccount'

/** Takes an account out of the recycle bin, unless another one took its credit code meanwhile. */
export const restoreAccount =
  ({ database, clock, newId }: CustomerDeps) =>
  async ({ id }: RestoreAccountRequest, context: Context) =>
    database.command(async (transaction) => {
      const before = await lockEditableAccount(database, id, transaction, true)
      const now = clock()
      const after = await saveAccount(before, { deletedAt: null }, context, now, transaction)
      await addKeys(database, [after], transaction)
      const contacts = await contactsOfAccount(database, id, transaction)
      await addToSearch(database, { accounts: [after], contacts }, transaction)
      await addActivities(
        database,
        context,
        [{ id: newId(), accountId: id, kind: 'ACCOUNT_RESTORED', happenedAt: now }],
        transaction,
      )
      await emit(accountRestored(after), transaction)
      await audit(
        { action: 'customer.account.restored', objectType: 'account', objectId: id, objectName: after.name },
        transaction,
      )
      return presentAccount(after)
    })
