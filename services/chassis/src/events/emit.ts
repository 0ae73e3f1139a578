import type { Transaction } from '../database/database'
import { stateOf } from '../database/transactionState'
import type { Fact } from './fact'
import { outboxRow } from './outboxRow'

/** Publishes facts if and when `transaction` commits: they are written to the outbox with it. */
export const emit = (facts: Fact | readonly Fact[], transaction: Transaction): Promise<void> => {
  const { outbox, signals } = stateOf(transaction)
  for (const one of [facts].flat()) outbox.push(outboxRow(one))
  signals.add('outbox')
  return Promise.resolve()
}
