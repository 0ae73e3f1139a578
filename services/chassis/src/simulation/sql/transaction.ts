import type { Row, Values } from './table'

/** What a session of the database has changed and locked since its last COMMIT. */
export interface Transaction {
  readonly rows: Set<Row>
  /** How to take back its changes, the last one last. */
  readonly undo: (() => void)[]
}

export const newTransaction = (): Transaction => ({ rows: new Set(), undo: [] })

/** The row as `transaction` sees it, in READ COMMITTED. */
export const seenBy = (row: Row, transaction: Transaction): Values | undefined =>
  row.holder === transaction && row.pending !== undefined ? (row.pending ?? undefined) : row.committed

/** Locks a row that nobody else holds. */
export const hold = (row: Row, transaction: Transaction): void => {
  row.holder = transaction
  transaction.rows.add(row)
}

/** Changes a row that the transaction holds; null deletes it. */
export const change = (row: Row, transaction: Transaction, values: Values | null): void => {
  const before = row.pending
  transaction.undo.push(() => (row.pending = before))
  row.pending = values
}

/** Takes back the changes behind the first `kept`; the locks stay. */
export const undoTo = ({ undo }: Transaction, kept: number): void => {
  for (const takeBack of undo.splice(kept).reverse()) takeBack()
}

/** Ends a transaction: keeps its changes or forgets them, and lets all rows go. */
export const endTransaction = (transaction: Transaction, committed: boolean): void => {
  for (const row of transaction.rows) {
    if (committed && row.pending !== undefined) row.committed = row.pending ?? undefined
    row.pending = undefined
    row.holder = undefined
    if (!row.committed) row.table.rows.delete(row.key)
  }
  transaction.rows.clear()
  transaction.undo.length = 0
}
