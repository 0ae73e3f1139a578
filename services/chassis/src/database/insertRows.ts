import { escapeId } from 'mysql2'
import { currentContext } from '../context/context'
import { isCrossTenant } from './crossTenant'
import type { Database, Transaction } from './database'
import { literals } from './literal'
import { LONGEST, postpone } from './postponed'
import type { Statement } from './statement'
import { linkOf } from './transactionLinks'

type Row = Readonly<Record<string, unknown>>

interface InsertOptions {
  /** What happens to a row whose key exists already: the text behind ON DUPLICATE KEY UPDATE; an error when absent. */
  readonly onKnown?: string
  readonly explain?: Statement['explain']
}

const columnsOfRows = (rows: readonly object[]): string[] => {
  const columns = Object.keys(rows[0] ?? {})
  const alike = (row: object) => Object.keys(row).length === columns.length && columns.every((column) => column in row)
  if (!rows.every(alike)) throw new Error('the rows of one insert must have the same columns')
  return columns
}

const valuesOf = (row: object, columns: readonly string[]): unknown[] => {
  const values: Row = { ...row }
  return columns.map((column) => values[column] ?? null)
}

/** Tuples as SQL text, in pieces that one statement can carry. */
function* piecesOf(tuples: Iterable<string>): Generator<string> {
  let piece: string[] = []
  let length = 0
  for (const tuple of tuples) {
    if (length + tuple.length > LONGEST && piece.length) {
      yield piece.join(', ')
      piece = []
      length = 0
    }
    piece.push(tuple)
    length += tuple.length
  }
  yield piece.join(', ')
}

/** Inserts rows as they are, without the rule for tenants: for the chassis' own tables. */
export const insertPlainRows = async (
  table: string,
  rows: readonly object[],
  transaction: Transaction,
  { onKnown, explain }: InsertOptions = {},
): Promise<void> => {
  if (rows.length === 0) return
  const columns = columnsOfRows(rows)
  const names = columns.map((column) => escapeId(column))
  const head = `INSERT INTO ${escapeId(table)} (${names.join(', ')}) VALUES `
  const tail = onKnown === undefined ? '' : ` ON DUPLICATE KEY UPDATE ${onKnown}`
  const link = linkOf(transaction)
  for (const piece of piecesOf(rows.map((row) => `(${literals(valuesOf(row, columns), table)})`)))
    await postpone(link, { sql: head + piece + tail, kind: 'insert', explain })
}

const withTenant = (row: Row, tenantId: number): Row => {
  const given = row['tenant_id']
  if (given === undefined) return { ...row, tenant_id: tenantId }
  if (given !== tenantId && !isCrossTenant()) throw new Error('a row of another tenant was to be inserted')
  return row
}

/** Database.insertRows() */
export const insertRows: Database['insertRows'] = async (table, rows, options) => {
  const { transaction, onDuplicate = 'error', explain } = options
  const { tenantId } = currentContext().actor
  const owned = rows.map((row) => withTenant(row, tenantId))
  await insertPlainRows(table, owned, transaction, {
    explain,
    ...(onDuplicate === 'ignore' && { onKnown: 'tenant_id = tenant_id' }),
  })
}
