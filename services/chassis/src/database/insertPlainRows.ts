import type { Transaction } from './database'

/** Inserts rows of the chassis' own tables as they are, without the rule for tenants. */
export const insertPlainRows = (table: string, rows: readonly object[], transaction: Transaction): Promise<void> => {
  throw new Error(`${table} ${rows.length} ${transaction.constructor.name}`)
}
