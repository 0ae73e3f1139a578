import { audit, columnValues, diff, emit, type Context, type Database, type Transaction } from '@rapport/chassis'
import type { AccountRow } from '../account/AccountModel'
import { addToSearch } from '../search/searchDocuments'
import { addActivities } from '../timeline/timeline.queries'
import { contactCreated } from './contact.events'
import { ContactModel, type ContactRow } from './ContactModel'

/** Fields of a contact whose values an audit entry shows. */
export const auditedContactFields = [
  'accountId',
  'name',
  'title',
  'decisionRole',
  'phones',
  'emails',
  'wechat',
  'birthday',
  'preferredChannel',
  'language',
  'isPrimary',
  'remark',
] as const

/** Stores new contacts with all that belongs to their birth: search, timeline of the account, event, audit. */
export const recordContacts = async (
  { database, newId }: { database: Database; newId: () => string },
  context: Context,
  births: { contact: ContactRow; account: AccountRow }[],
  transaction: Transaction,
): Promise<void> => {
  if (!births.length) return
  const contacts = births.map(({ contact }) => contact)
  await database.insertRows(
    'contacts',
    contacts.map((contact) => columnValues(ContactModel, contact)),
    { transaction },
  )
  await addToSearch(database, { contacts }, transaction)
  await addActivities(
    database,
    context,
    contacts.map(({ id, accountId, name, createdAt }) => ({
      id: newId(),
      accountId,
      kind: 'CONTACT_ADDED',
      happenedAt: createdAt,
      objectId: id,
      content: name,
    })),
    transaction,
  )
  await emit(
    births.map(({ contact, account }) => contactCreated(contact, account)),
    transaction,
  )
  await audit(
    contacts.map((contact) => ({
      action: 'customer.contact.created',
      objectType: 'contact',
      objectId: contact.id,
      objectName: contact.name,
      changes: diff({}, contact, { fields: auditedContactFields }),
    })),
    transaction,
  )
}
