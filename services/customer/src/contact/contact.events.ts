import { fact, type Fact } from '@rapport/chassis'
import { ContactCreatedSchema, ContactDeletedSchema, ContactUpdatedSchema } from '@rapport/proto/customer'
import { sightOf } from '../account/account.events'
import type { AccountRow } from '../account/AccountModel'
import type { ContactRow } from './ContactModel'

const aggregate = ({ id, version }: ContactRow, account: AccountRow) => ({
  type: 'contact',
  id,
  version,
  ...sightOf(account),
})

const facts = ({ id, accountId, name, phones, emails }: ContactRow) => ({
  id,
  accountId,
  name,
  phones: phones.map(({ e164 }) => e164),
  emails,
})

/** A contact was added to an account. */
export const contactCreated = (contact: ContactRow, account: AccountRow): Fact =>
  fact(ContactCreatedSchema, { contact: facts(contact) }, aggregate(contact, account))

/** Fields of a contact changed, or it came back. */
export const contactUpdated = (contact: ContactRow, account: AccountRow): Fact =>
  fact(ContactUpdatedSchema, { contact: facts(contact) }, aggregate(contact, account))

/** A contact went to the recycle bin. */
export const contactDeleted = (contact: ContactRow, account: AccountRow): Fact =>
  fact(ContactDeletedSchema, { contactId: contact.id, accountId: contact.accountId }, aggregate(contact, account))
