import {
  columnsOf,
  currentContext,
  denied,
  notFound,
  ownerPredicate,
  permit,
  readRow,
  type Actor,
  type Database,
  type Predicate,
  type Transaction,
} from '@rapport/chassis'
import { AccountModel, type AccountRow } from './AccountModel'
import { mayEditAccount, maySeeAccount } from './account.policy'

/** Rows of accounts `a` that fulfil the condition `rest` (which may add order and limit); `hint` is that of a page. */
export const selectAccounts = async (
  database: Database,
  rest: string,
  parameters: Record<string, unknown>,
  options: { transaction?: Transaction; replica?: boolean; hint?: string } = {},
): Promise<AccountRow[]> => {
  const sql = `SELECT ${columnsOf(AccountModel, 'a')} FROM accounts a ${options.hint ?? ''} WHERE a.tenant_id = :tenantId AND ${rest}`
  const rows = await database.select<Record<string, unknown>>(sql, parameters, options)
  return rows.map((row) => readRow(AccountModel, row))
}

/** The accounts that are shared with `actor`, as a condition on `a`; undefined for programs, with which nothing is shared. */
export const sharedAccounts = (actor: Actor): Predicate | undefined =>
  actor.kind === 'USER'
    ? {
        sql: 'a.id IN (SELECT c.account_id FROM account_collaborators c WHERE c.tenant_id = :tenantId AND c.user_id = :collaboratorId)',
        parameters: { collaboratorId: actor.id },
      }
    : undefined

/** The accounts that `actor` may see, as a condition on `a`: the record scope or, as a collaborator, the relation. Undefined: all of them. */
export const visibleAccounts = (actor: Actor): Predicate | undefined => {
  const scope = ownerPredicate(actor, 'customer.account', { owner: 'a.owner_id', department: 'a.department_id' })
  const shared = sharedAccounts(actor)
  if (!scope || !shared) return scope
  return { sql: `(${scope.sql} OR ${shared.sql})`, parameters: { ...scope.parameters, ...shared.parameters } }
}

interface Find {
  transaction?: Transaction
  /** In the recycle bin instead of among the living. */
  deleted?: boolean
}

const findAccount = async (database: Database, id: string, { transaction, deleted }: Find): Promise<AccountRow> => {
  const state = deleted ? 'IS NOT NULL' : 'IS NULL'
  const lock = transaction ? 'FOR UPDATE' : ''
  const [row] = await selectAccounts(database, `a.id = :id AND a.deleted_at ${state} ${lock}`, { id }, { transaction })
  if (!row || !maySeeAccount(currentContext().actor, row)) throw notFound('account', id)
  return row
}

/** The account, if the caller may see it; a record out of the caller's sight is answered like one that does not exist. */
export const visibleAccount = (database: Database, id: string): Promise<AccountRow> => findAccount(database, id, {})

/** The account, locked, if the caller may change it. Throws `account_not_found`, or `denied` for who may only look. */
export const lockEditableAccount = async (
  database: Database,
  id: string,
  transaction: Transaction,
  deleted = false,
): Promise<AccountRow> => {
  const row = await findAccount(database, id, { transaction, deleted })
  permit(mayEditAccount(currentContext().actor, row), denied('account_read_only'))
  return row
}

/** The account, locked, if the caller may see it: for records that belong to it. */
export const lockVisibleAccount = (database: Database, id: string, transaction: Transaction): Promise<AccountRow> =>
  findAccount(database, id, { transaction })
