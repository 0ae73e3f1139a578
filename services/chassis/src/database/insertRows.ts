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
  /** Values of columns that the rows do not give. */
  readonly defaults?: Row
}

const columnsOfRows = (rows: readonly object[]): string[] => {
  const columns = Object.keys(rows[0] ?? {})
  const alike = (row: object) => Object.keys(row).length === columns.length && columns.every((column) => column in row)
  if (!rows.every(alike)) throw new Error('the rows of one insert must have the same columns')
  return columns
}

const valuesOf = (row: Row, columns: readonly string[], defaults: Row): unknown[] =>
  columns.map((column) => (row[column] === undefined ? defaults[column] : row[column]) ?? null)

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
  { onKnown, explain, defaults = {} }: InsertOptions = {},
): Promise<void> => {
  if (rows.length === 0) return
  const columns = [...new Set([...columnsOfRows(rows), ...Object.keys(defaults)])]
  const names = columns.map((column) => escapeId(column))
  const head = `INSERT INTO ${escapeId(table)} (${names.join(', ')}) VALUES `
  const tail = onKnown === undefined ? '' : ` ON DUPLICATE KEY UPDATE ${onKnown}`
  const link = linkOf(transaction)
  const tuples = rows.map((row) => `(${literals(valuesOf(row as Row, columns, defaults), table)})`)
  for (const piece of piecesOf(tuples)) await postpone(link, { sql: head + piece + tail, kind: 'insert', explain })
}

/** Database.insertRows() */
export const insertRows: Database['insertRows'] = async (table, rows, options) => {
  const { transaction, onDuplicate = 'error', explain } = options
  const { tenantId } = currentContext().actor
  const isForeign = ({ tenant_id: given = tenantId }: Row) => given !== tenantId
  if (rows.some(isForeign) && !isCrossTenant()) throw new Error('a row of another tenant was to be inserted')
  await insertPlainRows(table, rows, transaction, {
    explain,
    defaults: { tenant_id: tenantId },
    ...(onDuplicate === 'ignore' && { onKnown: 'tenant_id = tenant_id' }),
  })
}
