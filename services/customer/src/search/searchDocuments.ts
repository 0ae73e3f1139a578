import type { Database, Transaction } from '@rapport/chassis'
import type { AccountRow } from '../account/AccountModel'
import type { ContactRow } from '../contact/ContactModel'
import { indexTokens, type SearchDocument } from './tokens'
import { WORDS_OF_DOCUMENTS } from './wordIndex'

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

const rowOf = (kind: 'ACCOUNT' | 'CONTACT', id: string, accountId: string, document: SearchDocument) => ({
  id,
  kind,
  account_id: accountId,
  tokens: indexTokens(document),
})
type SearchRow = ReturnType<typeof rowOf>

const rowOfAccount = (account: AccountRow) => rowOf('ACCOUNT', account.id, account.id, accountDocument(account))
const rowOfContact = (contact: ContactRow) => rowOf('CONTACT', contact.id, contact.accountId, contactDocument(contact))

// In the order of the index, so that each of its pages is looked for once.
const addWords = async (database: Database, ids: string[], transaction: Transaction) => {
  await database.executeLater(
    `INSERT IGNORE INTO search_words (tenant_id, word, document_id)
     SELECT s.tenant_id, t.word, s.id FROM search_documents s JOIN ${WORDS_OF_DOCUMENTS}
     WHERE s.tenant_id = :tenantId AND s.id IN (:ids) AND t.word <> '' ORDER BY t.word, s.id`,
    { ids },
    { transaction },
  )
}

const removeWords = async (
  database: Database,
  documents: 'id' | 'account_id',
  ids: string[],
  transaction: Transaction,
) => {
  await database.executeLater(
    `DELETE w FROM search_documents s STRAIGHT_JOIN ${WORDS_OF_DOCUMENTS}
     STRAIGHT_JOIN search_words w ON w.tenant_id = s.tenant_id AND w.word = t.word AND w.document_id = s.id
     WHERE s.tenant_id = :tenantId AND s.${documents} IN (:ids)`,
    { ids },
    { transaction },
  )
}

/** Makes new records findable. */
export const addToSearch = async (
  database: Database,
  { accounts = [], contacts = [] }: { accounts?: AccountRow[]; contacts?: ContactRow[] },
  transaction: Transaction,
): Promise<void> => {
  const rows = [...accounts.map(rowOfAccount), ...contacts.map(rowOfContact)]
  if (!rows.length) return
  await database.insertRows('search_documents', rows, { transaction })
  await addWords(
    database,
    rows.map(({ id }) => id),
    transaction,
  )
}

const update = async (database: Database, before: SearchRow, after: SearchRow, transaction: Transaction) => {
  const { id, account_id: accountId, tokens } = after
  const isFoundOtherwise = tokens !== before.tokens
  if (!isFoundOtherwise && accountId === before.account_id) return
  if (isFoundOtherwise) await removeWords(database, 'id', [id], transaction)
  await database.executeLater(
    'UPDATE search_documents SET account_id = :accountId, tokens = :tokens WHERE tenant_id = :tenantId AND id = :id',
    { id, accountId, tokens },
    { transaction },
  )
  if (isFoundOtherwise) await addWords(database, [id], transaction)
}

/** Follows a change of an account. */
export const updateAccountInSearch = (
  database: Database,
  before: AccountRow,
  after: AccountRow,
  transaction: Transaction,
): Promise<void> => update(database, rowOfAccount(before), rowOfAccount(after), transaction)

/** Follows a change of a contact, also to another account. */
export const updateContactInSearch = (
  database: Database,
  before: ContactRow,
  after: ContactRow,
  transaction: Transaction,
): Promise<void> => update(database, rowOfContact(before), rowOfContact(after), transaction)

const remove = async (
  database: Database,
  documents: 'id' | 'account_id',
  ids: string[],
  transaction: Transaction,
): Promise<void> => {
  await removeWords(database, documents, ids, transaction)
  await database.executeLater(
    `DELETE FROM search_documents WHERE tenant_id = :tenantId AND ${documents} IN (:ids)`,
    { ids },
    { transaction },
  )
}

/** Makes a contact no longer findable. */
export const removeContactFromSearch = (database: Database, id: string, transaction: Transaction): Promise<void> =>
  remove(database, 'id', [id], transaction)

/** Makes accounts and their contacts no longer findable. */
export const removeAccountsFromSearch = (
  database: Database,
  accountIds: string[],
  transaction: Transaction,
): Promise<void> => remove(database, 'account_id', accountIds, transaction)
