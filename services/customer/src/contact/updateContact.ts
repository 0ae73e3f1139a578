import { changesOf, checkVersion, emit, raise, type Context } from '@rapport/chassis'
import type { UpdateContactRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { updateContactInSearch } from '../search/searchDocuments'
import { differences } from '../stored/differences'
import { contactChange } from './contact'
import { contactUpdated } from './contact.events'
import { presentContact } from './contact.presenter'
import { lockAccountForContacts, lockEditableContact } from './contact.queries'
import { saveContact } from './saveContact'

/** Changes the fields of a contact that the caller names; with another `accountId` it moves there. */
export const updateContact = (deps: CustomerDeps) => {
  const { database, clock } = deps
  return async ({ id, contact: input, updateMask, expectedVersion }: UpdateContactRequest, context: Context) => {
    const written = changesOf(
      input ?? raise(new Error('validation lets no request without contact through')),
      updateMask,
    )
    const change = contactChange(written)
    return database.command(async (transaction) => {
      const { contact: before, account: from } = await lockEditableContact(database, id, context.actor, transaction)
      checkVersion(before.version, expectedVersion)
      const changedFields = differences(before, change)
      if (!changedFields.length) return presentContact(before, from.name)
      const moves = changedFields.includes('accountId') && change.accountId !== undefined
      const account = moves
        ? await lockAccountForContacts(database, change.accountId ?? '', context.actor, transaction)
        : from
      const after = await saveContact(
        deps,
        context,
        { before, change, action: 'updated', changedFields },
        clock(),
        transaction,
      )
      await updateContactInSearch(database, before, after, transaction)
      await emit(contactUpdated(after, account), transaction)
      return presentContact(after, account.name)
    })
  }
}
