import {
  columnsOf,
  coverOf,
  currentContext,
  denied,
  invalid,
  notFound,
  permit,
  readRow,
  type Actor,
  type Cover,
  type Database,
  type Predicate,
  type Transaction,
} from '@rapport/chassis'
import type { AccountRow } from '../account/AccountModel'
import { lockVisibleAccount, selectAccounts, sharedAccounts, visibleAccounts } from '../account/account.queries'
import { FollowUpModel, type FollowUpRow } from './FollowUpModel'
import type { NamedFollowUp } from './followUp.presenter'
import { mayChangeFollowUp, maySeeFollowUp } from './followUp.policy'

/** Follow-ups `f` of living accounts `a` that fulfil the condition `rest` (which may add order and limit); `hint` is that of a page. */
export const selectFollowUps = async (
  database: Database,
  rest: string,
  parameters: Record<string, unknown>,
  { transaction, hint = '' }: { transaction?: Transaction; hint?: string } = {},
): Promise<NamedFollowUp[]> => {
  const rows = await database.select<Record<string, unknown> & { accountName: string; contactName: string | null }>(
    `SELECT ${columnsOf(FollowUpModel, 'f')}, a.name AS accountName, c.name AS contactName
     FROM follow_ups f ${hint}
     JOIN accounts a ON a.id = f.account_id AND a.tenant_id = f.tenant_id AND a.deleted_at IS NULL
     LEFT JOIN contacts c ON c.id = f.contact_id AND c.tenant_id = f.tenant_id
     WHERE f.tenant_id = :tenantId AND f.deleted_at IS NULL AND ${rest}`,
    parameters,
    { transaction },
  )
  return rows.map((row) => ({
    ...readRow(FollowUpModel, row),
    accountName: row.accountName,
    contactName: row.contactName ?? '',
  }))
}

// Who sees the accounts that a scope of follow-ups covers, and no others, sees all that was written about them.
const isAsWide = (followUps: Cover, accounts: Cover | undefined): boolean =>
  accounts !== undefined &&
  accounts.owners.every((id) => followUps.owners.includes(id)) &&
  accounts.departments.every((id) => followUps.departments.includes(id))

/** The follow-ups `f` of accounts `a` that `actor` may see, as a condition; undefined: all of them. The same rule as `maySeeFollowUp`. */
export const visibleFollowUps = (actor: Actor): Predicate | undefined => {
  const accounts = visibleAccounts(actor)
  const cover = coverOf(actor, 'customer.followUp')
  if (!cover || isAsWide(cover, coverOf(actor, 'customer.account'))) return accounts
  const { owners, departments } = cover
  const shared = sharedAccounts(actor)
  const ways = [
    ...(owners.length ? ['f.owner_id IN (:authors)', 'a.owner_id IN (:authors)'] : []),
    ...(departments.length ? ['a.department_id IN (:authorDepartments)'] : []),
    ...(shared ? [shared.sql] : []),
  ]
  return {
    sql: [...(accounts ? [accounts.sql] : []), `(${ways.join(' OR ') || 'FALSE'})`].join(' AND '),
    parameters: {
      ...accounts?.parameters,
      ...shared?.parameters,
      authors: owners,
      authorDepartments: departments,
    },
  }
}

/** One follow-up that the caller may see. */
export const visibleFollowUp = async (
  database: Database,
  id: string,
  transaction?: Transaction,
): Promise<NamedFollowUp> => {
  const [followUp] = await selectFollowUps(database, 'f.id = :id', { id }, { transaction })
  if (!followUp) throw notFound('follow_up', id)
  const [account] = await selectAccounts(database, 'a.id = :id', { id: followUp.accountId }, { transaction })
  if (!account || !maySeeFollowUp(currentContext().actor, followUp, account)) throw notFound('follow_up', id)
  return followUp
}

/** A follow-up and its account, the account locked first, if the caller may change the follow-up. */
export const lockChangeableFollowUp = async (
  database: Database,
  id: string,
  transaction: Transaction,
): Promise<{ followUp: NamedFollowUp; account: AccountRow }> => {
  const found = await visibleFollowUp(database, id, transaction)
  const account = await lockVisibleAccount(database, found.accountId, transaction)
  const [followUp] = await selectFollowUps(database, 'f.id = :id FOR UPDATE', { id }, { transaction })
  if (!followUp) throw notFound('follow_up', id)
  permit(mayChangeFollowUp(currentContext().actor, followUp), denied('follow_up_of_another'))
  return { followUp, account }
}

/** Name of a contact of the account; '' for no contact. Throws `invalid` when the contact is not one of the account. */
export const contactNameOf = async (
  database: Database,
  { contactId, accountId }: Pick<FollowUpRow, 'contactId' | 'accountId'>,
  transaction: Transaction,
): Promise<string> => {
  if (!contactId) return ''
  const [contact] = await database.select<{ name: string }>(
    'SELECT name FROM contacts WHERE tenant_id = :tenantId AND id = :contactId AND account_id = :accountId AND deleted_at IS NULL',
    { contactId, accountId },
    { transaction },
  )
  if (!contact) throw invalid({ field: 'contactId', reason: 'contact_not_of_account' })
  return contact.name
}
