import type { Database, Transaction } from '@rapport/chassis'
import { duplicateKeys, type DuplicateKey } from '../import/duplicateKeys'
import type { AccountRow } from './AccountModel'

export type Identifying = Pick<AccountRow, 'kind' | 'name' | 'creditCode' | 'phones' | 'emails'>

/** The keys under which an account is recognised as a duplicate; numbers that could not be read count as they were written. */
export const keysOf = ({ kind, name, creditCode, phones, emails }: Identifying): DuplicateKey[] =>
  duplicateKeys({ kind, name, creditCode, phones: phones.map(({ e164, number }) => e164 || number), emails })

/** Stores the keys of new accounts. */
export const addKeys = async (
  database: Database,
  accounts: (Identifying & Pick<AccountRow, 'id'>)[],
  transaction: Transaction,
): Promise<void> => {
  const rows = accounts.flatMap((account) =>
    keysOf(account).map(({ kind, value }) => ({ kind, value, account_id: account.id })),
  )
  if (rows.length) await database.insertRows('account_keys', rows, { transaction })
}

/** Forgets the keys of an account: it no longer counts as a duplicate of others. */
export const removeKeys = async (database: Database, accountId: string, transaction: Transaction): Promise<void> => {
  await database.executeLater(
    'DELETE FROM account_keys WHERE tenant_id = :tenantId AND account_id = :accountId',
    { accountId },
    { transaction },
  )
}

export interface KeyMatch {
  kind: string
  value: string
  accountId: string
}

/** The stored keys that equal one of `keys`, at most `limit`. */
export const matchingKeys = async (
  database: Database,
  keys: DuplicateKey[],
  { transaction, limit = 100 }: { transaction?: Transaction; limit?: number } = {},
): Promise<KeyMatch[]> => {
  if (!keys.length) return []
  const kinds = [...new Set(keys.map(({ kind }) => kind))]
  const parameters: Record<string, unknown> = { limit }
  const conditions = kinds.map((kind, index) => {
    parameters[`kind${index}`] = kind
    parameters[`values${index}`] = keys.filter((key) => key.kind === kind).map(({ value }) => value)
    return `(kind = :kind${index} AND value IN (:values${index}))`
  })
  return database.select<KeyMatch>(
    `SELECT kind, value, account_id AS accountId FROM account_keys
     WHERE tenant_id = :tenantId AND (${conditions.join(' OR ')}) LIMIT :limit`,
    parameters,
    { transaction },
  )
}
