import { notFound, type Context, type Deps } from '@rapport/chassis'
import type { GetContactRequest } from '@rapport/proto/customer'
import { maySeeAccount } from '../account/account.policy'
import { presentContact } from './contact.presenter'
import { accountOf, selectContacts } from './contact.queries'

/** One contact of a living account that the caller may see, also from the recycle bin; in an account's bin it is out of sight like the rest of it. */
export const getContact =
  ({ database }: Deps) =>
  async ({ id }: GetContactRequest, { actor }: Context) => {
    const [contact] = await selectContacts(database, 'c.id = :id AND a.deleted_at IS NULL', { id })
    if (!contact || !maySeeAccount(actor, await accountOf(database, contact))) throw notFound('contact', id)
    return presentContact(contact, contact.accountName)
  }
