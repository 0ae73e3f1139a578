import { notFound, type Context, type Deps } from '@rapport/chassis'
import type { GetContactRequest } from '@rapport/proto/customer'
import { maySeeAccount } from '../account/account.policy'
import { presentContact } from './contact.presenter'
import { accountOf, selectContacts } from './contact.queries'

/** One contact of an account that the caller may see. */
export const getContact =
  ({ database }: Deps) =>
  async ({ id }: GetContactRequest, { actor }: Context) => {
    const [contact] = await selectContacts(database, 'c.id = :id', { id })
    if (!contact || !maySeeAccount(actor, await accountOf(database, contact))) throw notFound('contact', id)
    return presentContact(contact, contact.accountName)
  }
