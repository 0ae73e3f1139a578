import { emit, type Context } from '@rapport/chassis'
import type { RestoreContactRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { addToSearch } from '../search/searchDocuments'
import { contactUpdated } from './contact.events'
import { presentContact } from './contact.presenter'
import { lockEditableContact } from './contact.queries'
import { saveContact } from './saveContact'

/** Takes a contact out of the recycle bin; its account must be out of it too. */
export const restoreContact = (deps: CustomerDeps) => {
  const { database, clock } = deps
  return async ({ id }: RestoreContactRequest, context: Context) =>
    database.command(async (transaction) => {
      const { contact: before, account } = await lockEditableContact(database, id, context.actor, transaction, true)
      const restore = { before, change: { deletedAt: null }, action: 'restored' as const }
      const after = await saveContact(deps, context, restore, clock(), transaction)
      await addToSearch(database, { contacts: [after] }, transaction)
      await emit(contactUpdated(after, account), transaction)
      return presentContact(after, account.name)
    })
}
