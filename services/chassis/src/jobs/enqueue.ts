import { uuidv7 } from 'uuidv7'
import { currentContext } from '../context/context'
import type { Transaction } from '../database/database'
import { insertPlainRows } from '../database/insertRows'
import { stateOf } from '../database/transactionState'

export interface Job {
  readonly kind: string
  /** Anything that JSON can carry. */
  readonly payload: unknown
  /** Not before; at once when absent. */
  readonly runAt?: Date
}

/** Orders work for later, if and when `transaction` commits. Returns the id of the job. */
export const enqueue = async ({ kind, payload, runAt }: Job, transaction: Transaction): Promise<string> => {
  const { actor, requestId } = currentContext()
  const id = uuidv7()
  const row = {
    id,
    tenant_id: actor.tenantId,
    kind,
    payload: JSON.stringify(payload ?? null),
    request_id: requestId,
    state: 'READY',
    due_at: runAt ?? new Date(),
  }
  await insertPlainRows('jobs', [row], transaction)
  stateOf(transaction).signals.add('jobs')
  return id
}
