import { fact, type Fact } from '@rapport/chassis'
import { ContactCreatedSchema, ContactDeletedSchema, ContactUpdatedSchema } from '@rapport/proto/customer'
import type { AccountRow } from '../account/AccountModel'
import type { ContactRow } from './ContactModel'

/** Who may see the account may hear of its contacts. */
type Sight = Pick<AccountRow, 'ownerId' | 'departmentId'>

const aggregate = ({ id, version }: ContactRow, { ownerId, departmentId }: Sight) => ({
  type: 'contact',
  id,
  version,
  ownerId,
  departmentId,
})

const facts = ({ id, accountId, name, phones, emails }: ContactRow) => ({
  id,
  accountId,
  name,
  phones: phones.map(({ e164 }) => e164),
  emails,
})

/** A contact was added to an account. */
export const contactCreated = (contact: ContactRow, account: Sight): Fact =>
  fact(ContactCreatedSchema, { contact: facts(contact) }, aggregate(contact, account))

/** Fields of a contact changed, or it came back. */
export const contactUpdated = (contact: ContactRow, account: Sight): Fact =>
  fact(ContactUpdatedSchema, { contact: facts(contact) }, aggregate(contact, account))

/** A contact went to the recycle bin. */
export const contactDeleted = (contact: ContactRow, account: Sight): Fact =>
  fact(ContactDeletedSchema, { contactId: contact.id, accountId: contact.accountId }, aggregate(contact, account))
