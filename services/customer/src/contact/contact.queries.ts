import {
  columnsOf,
  denied,
  notFound,
  permit,
  readRow,
  type Actor,
  type Database,
  type Transaction,
} from '@rapport/chassis'
import type { AccountRow } from '../account/AccountModel'
import { mayEditAccount } from '../account/account.policy'
import { lockVisibleAccount, selectAccounts } from '../account/account.queries'
import { ContactModel, type ContactRow } from './ContactModel'

/** Contacts `c` of accounts `a`, living or not, that fulfil the condition `rest` (which may add order and limit; `hint` is that of a page), with the names of their accounts. */
export const selectContacts = async (
  database: Database,
  rest: string,
  parameters: Record<string, unknown>,
  { transaction, hint = '' }: { transaction?: Transaction; hint?: string } = {},
): Promise<(ContactRow & { accountName: string })[]> => {
  const rows = await database.select<Record<string, unknown> & { accountName: string }>(
    `SELECT ${columnsOf(ContactModel, 'c')}, a.name AS accountName
     FROM contacts c ${hint} JOIN accounts a ON a.id = c.account_id AND a.tenant_id = c.tenant_id
     WHERE c.tenant_id = :tenantId AND ${rest}`,
    parameters,
    { transaction },
  )
  return rows.map((row) => ({ ...readRow(ContactModel, row), accountName: row.accountName }))
}

/** The living contacts of an account, also while the account itself is in the recycle bin. */
export const contactsOfAccount = (database: Database, accountId: string, transaction: Transaction) =>
  selectContacts(database, 'c.account_id = :accountId AND c.deleted_at IS NULL', { accountId }, { transaction })

/** The account of a contact, locked, if the caller may change its contacts. */
export const lockAccountForContacts = async (
  database: Database,
  accountId: string,
  actor: Actor,
  transaction: Transaction,
): Promise<AccountRow> => {
  const account = await lockVisibleAccount(database, accountId, transaction)
  permit(mayEditAccount(actor, account), denied('account_read_only'))
  return account
}

/** A contact and its account, both locked in this order, if the caller may change them. */
export const lockEditableContact = async (
  database: Database,
  id: string,
  actor: Actor,
  transaction: Transaction,
  deleted = false,
): Promise<{ contact: ContactRow; account: AccountRow }> => {
  const state = deleted ? 'IS NOT NULL' : 'IS NULL'
  const [found] = await selectContacts(database, `c.id = :id AND c.deleted_at ${state}`, { id }, { transaction })
  if (!found) throw notFound('contact', id)
  const account = await lockAccountForContacts(database, found.accountId, actor, transaction).catch(
    (error: unknown) => {
      throw error instanceof Error && 'kind' in error && error.kind === 'notFound' ? notFound('contact', id) : error
    },
  )
  const [contact] = await selectContacts(
    database,
    `c.id = :id AND c.deleted_at ${state} FOR UPDATE`,
    { id },
    { transaction },
  )
  if (!contact) throw notFound('contact', id)
  return { contact, account }
}

/** The account of a contact that was found without it. */
export const accountOf = async (database: Database, contact: ContactRow): Promise<AccountRow> => {
  const [account] = await selectAccounts(database, 'a.id = :id', { id: contact.accountId })
  if (!account) throw notFound('contact', contact.id)
  return account
}
