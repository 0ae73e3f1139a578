import type { Transaction } from 'sequelize'
import type { AuditEntry } from '@rapport/proto/chassis'
import type { Signal } from './database'

/** A row of the outbox. */
export interface OutboxRow {
  readonly id: string
  readonly type: string
  readonly tenant_id: number
  /** JSON text of the headers. */
  readonly headers: string
  /** ProtoJSON text of the fact. */
  readonly body: string
}

/** An audit entry on its way to the outbox. */
export interface CollectedAudit {
  readonly tenantId: number
  readonly entry: AuditEntry
}

/** What a running transaction has collected; written just before it commits. */
export interface TransactionState {
  readonly outbox: OutboxRow[]
  readonly audit: CollectedAudit[]
  readonly signals: Set<Signal>
}

const states = new WeakMap<Transaction, TransactionState>()

/** Begins to collect for `transaction`. */
export const openState = (transaction: Transaction): TransactionState => {
  const state: TransactionState = { outbox: [], audit: [], signals: new Set() }
  states.set(transaction, state)
  return state
}

/** What `transaction` has collected so far. Throws when it was not begun by Database.transaction() or is over. */
export const stateOf = (transaction: Transaction): TransactionState => {
  const state = states.get(transaction)
  if (!state) throw new Error('this transaction is over, or was not begun by Database.transaction() or command()')
  return state
}

/** The transaction is over; nothing can be added any more. */
export const closeState = (transaction: Transaction): boolean => states.delete(transaction)
