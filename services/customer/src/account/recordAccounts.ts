import { audit, columnValues, diff, emit, type Context, type Database, type Transaction } from '@rapport/chassis'
import { addToSearch } from '../search/searchDocuments'
import { addActivities } from '../timeline/timeline.queries'
import { accountCreated } from './account.events'
import { addKeys } from './accountKeys'
import { AccountModel, type AccountRow } from './AccountModel'
import { explainTakenCreditCode } from './saveAccount'

/** Fields of an account whose values an audit entry shows. */
export const auditedFields = [
  'kind',
  'name',
  'shortName',
  'creditCode',
  'level',
  'industry',
  'region',
  'address',
  'phones',
  'emails',
  'website',
  'source',
  'tags',
  'remark',
  'ownerId',
  'collaborators',
] as const

/** The relation grants of accounts, as the visibility condition reads them. */
export const addCollaborators = async (
  database: Database,
  accounts: Pick<AccountRow, 'id' | 'collaborators'>[],
  transaction: Transaction,
): Promise<void> => {
  const rows = accounts.flatMap(({ id, collaborators }) =>
    [...new Set(collaborators.map(({ userId }) => userId))].map((userId) => ({ user_id: userId, account_id: id })),
  )
  if (rows.length) await database.insertRows('account_collaborators', rows, { transaction })
}

/**
 * Stores new accounts with all that belongs to their birth: duplicate keys, relation grants, search, timeline, event, audit.
 * The transaction fails with `credit_code_taken` when another one recorded the same credit code at the same time.
 */
export const recordAccounts = async (
  { database, newId }: { database: Database; newId: () => string },
  context: Context,
  accounts: AccountRow[],
  transaction: Transaction,
): Promise<void> => {
  const rows = accounts.map((account) => columnValues(AccountModel, account))
  await database.insertRows('accounts', rows, { transaction, explain: explainTakenCreditCode })
  await addKeys(database, accounts, transaction)
  await addCollaborators(database, accounts, transaction)
  await addToSearch(database, { accounts }, transaction)
  await addActivities(
    database,
    context,
    accounts.map(({ id, createdAt, name }) => ({
      id: newId(),
      accountId: id,
      kind: 'ACCOUNT_CREATED',
      happenedAt: createdAt,
      content: name,
    })),
    transaction,
  )
  await emit(accounts.map(accountCreated), transaction)
  await audit(
    accounts.map((account) => ({
      action: 'customer.account.created',
      objectType: 'account',
      objectId: account.id,
      objectName: account.name,
      changes: diff({}, account, { fields: auditedFields }),
    })),
    transaction,
  )
}
