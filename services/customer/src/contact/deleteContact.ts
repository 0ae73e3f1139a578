import { checkVersion, emit, type Context } from '@rapport/chassis'
import type { DeleteContactRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { removeContactFromSearch } from '../search/searchDocuments'
import { contactDeleted } from './contact.events'
import { lockEditableContact } from './contact.queries'
import { saveContact } from './saveContact'

/** Moves a contact to the recycle bin. */
export const deleteContact = (deps: CustomerDeps) => {
  const { database, clock } = deps
  return async ({ id, expectedVersion }: DeleteContactRequest, context: Context) =>
    database.command(async (transaction) => {
      const { contact: before, account } = await lockEditableContact(database, id, context.actor, transaction)
      checkVersion(before.version, expectedVersion)
      const now = clock()
      const after = await saveContact(
        deps,
        context,
        { before, change: { deletedAt: now }, action: 'deleted' },
        now,
        transaction,
      )
      await removeContactFromSearch(database, id, transaction)
      await emit(contactDeleted(after, account), transaction)
      return {}
    })
}
