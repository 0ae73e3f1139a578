import { auditRows } from '../audit/auditRows'
import { insertPlainRows } from './insertRows'
import type { Transaction } from './database'
import type { TransactionState } from './transactionState'

/** Writes the facts and audit entries that a transaction collected. */
export const flush = async ({ outbox, audit }: TransactionState, transaction: Transaction): Promise<void> => {
  await insertPlainRows('outbox', [...outbox, ...auditRows(audit)], transaction)
}
