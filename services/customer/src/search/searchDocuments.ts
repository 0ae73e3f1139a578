import { currentContext, type Database, type Transaction } from '@rapport/chassis'
import type { AccountRow } from '../account/AccountModel'
import type { ContactRow } from '../contact/ContactModel'
import { indexTokens, type SearchDocument } from './tokens'

const numbersOf = (phones: AccountRow['phones']) =>
  phones.flatMap(({ number, e164 }) => (e164 ? [e164, number] : [number]))

/** The values by which an account is found. */
export const accountDocument = (account: AccountRow): SearchDocument => ({
  names: [account.name, account.shortName].filter(Boolean),
  phones: numbersOf(account.phones),
  emails: account.emails,
  codes: [account.creditCode, account.number].filter(Boolean),
})

/** The values by which a contact is found. */
export const contactDocument = (contact: ContactRow): SearchDocument => ({
  names: [contact.name],
  phones: numbersOf(contact.phones),
  emails: contact.emails,
  codes: [contact.wechat].filter(Boolean),
})

const tokensOf = (document: SearchDocument) => indexTokens(document, currentContext().actor.tenantId)

const rowOf = (kind: 'ACCOUNT' | 'CONTACT', id: string, accountId: string, document: SearchDocument) => ({
  id,
  kind,
  account_id: accountId,
  tokens: tokensOf(document),
})

/** Makes new records findable. */
export const addToSearch = async (
  database: Database,
  { accounts = [], contacts = [] }: { accounts?: AccountRow[]; contacts?: ContactRow[] },
  transaction: Transaction,
): Promise<void> => {
  const rows = [
    ...accounts.map((account) => rowOf('ACCOUNT', account.id, account.id, accountDocument(account))),
    ...contacts.map((contact) => rowOf('CONTACT', contact.id, contact.accountId, contactDocument(contact))),
  ]
  if (rows.length) await database.insertRows('search_documents', rows, { transaction })
}

const update = async (database: Database, id: string, document: SearchDocument, transaction: Transaction) => {
  await database.execute(
    'UPDATE search_documents SET tokens = :tokens WHERE tenant_id = :tenantId AND id = :id',
    { id, tokens: tokensOf(document) },
    { transaction },
  )
}

/** Follows a change of an account. */
export const updateAccountInSearch = (database: Database, account: AccountRow, transaction: Transaction) =>
  update(database, account.id, accountDocument(account), transaction)

/** Follows a change of a contact. */
export const updateContactInSearch = (database: Database, contact: ContactRow, transaction: Transaction) =>
  update(database, contact.id, contactDocument(contact), transaction)

/** Makes a contact no longer findable. */
export const removeContactFromSearch = async (database: Database, id: string, transaction: Transaction) => {
  await database.execute(
    'DELETE FROM search_documents WHERE tenant_id = :tenantId AND id = :id',
    { id },
    { transaction },
  )
}

/** Makes an account and its contacts no longer findable. */
export const removeAccountFromSearch = async (database: Database, accountId: string, transaction: Transaction) => {
  await database.execute(
    'DELETE FROM search_documents WHERE tenant_id = :tenantId AND account_id = :accountId',
    { accountId },
    { transaction },
  )
}
