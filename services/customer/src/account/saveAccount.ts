import { conflict, duplicateKeyOf, raise, type Context, type Transaction } from '@rapport/chassis'
import { completeness } from './account'
import { AccountModel, type AccountRow } from './AccountModel'

/** Of an error of statements that write accounts, says which rule the unique index of living credit codes stands for. */
export const explainTakenCreditCode = (error: Error): Error =>
  duplicateKeyOf(error) === 'accounts_live_credit_code'
    ? conflict('credit_code_taken', {}, { field: 'creditCode', reason: 'credit_code_taken' })
    : error

/** Stores `change` of the locked account `before` as its next version, and returns that. Throws `credit_code_taken`. */
export const saveAccount = async (
  before: AccountRow,
  change: Partial<AccountRow>,
  { actor }: Context,
  now: Date,
  transaction: Transaction,
): Promise<AccountRow> => {
  const next = { ...change, version: before.version + 1, updatedBy: actor.id, updatedAt: now }
  const after = { ...before, ...next }
  after.completeness = completeness(after)
  await AccountModel.update(
    { ...next, completeness: after.completeness },
    { where: { id: before.id }, transaction },
  ).catch((error: Error) => raise(explainTakenCreditCode(error)))
  return after
}
