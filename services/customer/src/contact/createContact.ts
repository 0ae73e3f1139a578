import { raise, type Context } from '@rapport/chassis'
import type { CreateContactRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { contactChange } from './contact'
import { presentContact } from './contact.presenter'
import { lockAccountForContacts } from './contact.queries'
import { newContact } from './newContact'
import { recordContacts } from './recordContacts'

/** Adds a contact to an account that the caller may change. */
export const createContact = (deps: CustomerDeps) => {
  const { database, clock, newId } = deps
  return async ({ contact: input }: CreateContactRequest, context: Context) => {
    const written = input ?? raise(new Error('validation lets no request without contact through'))
    const change = { ...contactChange(written), accountId: written.accountId }
    return database.command(async (transaction) => {
      const account = await lockAccountForContacts(database, change.accountId, context.actor, transaction)
      const contact = newContact(change, context.actor, { id: newId(), now: clock() })
      await recordContacts(deps, context, [{ contact, account }], transaction)
      return presentContact(contact, account.name)
    })
  }
}
