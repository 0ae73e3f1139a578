import { escapeId } from 'mysql2'
import { currentContext } from '../context/context'
import { isCrossTenant } from './crossTenant'
import type { Changed, Database, Transaction } from './database'
import { bind, literals, type Bound } from './literal'
import { deadlineOf, runStatement, STATEMENT_LIMIT } from './statement'
import { linkOf } from './transactionLinks'

type Row = Readonly<Record<string, unknown>>

interface InsertOptions {
  /** What happens to a row whose key exists already: the text behind ON DUPLICATE KEY UPDATE; an error when absent. */
  readonly onKnown?: string
}

/** Rows up to this number have a text that comes again, and are sent prepared. */
const FEW = 3
/** Longest statement, in characters: well below every server's max_allowed_packet. */
const LONGEST = 1_000_000

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

/** Inserts rows as they are, without the rule for tenants: for the chassis' own tables. Gives affectedRows: 1 for each new row, 2 for each that was known and changed. */
export const insertPlainRows = async (
  table: string,
  rows: readonly object[],
  transaction: Transaction,
  { onKnown }: InsertOptions = {},
): Promise<number> => {
  if (rows.length === 0) return 0
  const columns = columnsOfRows(rows)
  const names = columns.map((column) => escapeId(column))
  const head = `INSERT INTO ${escapeId(table)} (${names.join(', ')}) VALUES `
  const tail = onKnown === undefined ? '' : ` ON DUPLICATE KEY UPDATE ${onKnown}`
  const run = async (tuples: string, values?: readonly Bound[]): Promise<number> => {
    const link = linkOf(transaction)
    const result = await runStatement(link, head + tuples + tail, values, deadlineOf(STATEMENT_LIMIT), 'insert')
    return (result as Changed).affectedRows
  }
  if (rows.length <= FEW) {
    const marks = `(${columns.map(() => '?').join(', ')})`
    const values = rows.flatMap((row) =>
      valuesOf(row, columns).map((value, index) => bind(value, columns[index] ?? '')),
    )
    return run(rows.map(() => marks).join(', '), values)
  }
  let affected = 0
  for (const piece of piecesOf(rows.map((row) => `(${literals(valuesOf(row, columns), table)})`)))
    affected += await run(piece)
  return affected
}

const withTenant = (row: Row, tenantId: number): Row => {
  const given = row['tenant_id']
  if (given === undefined) return { ...row, tenant_id: tenantId }
  if (given !== tenantId && !isCrossTenant()) throw new Error('a row of another tenant was to be inserted')
  return row
}

/** Database.insertRows() */
export const insertRows: Database['insertRows'] = async (table, rows, { transaction, onDuplicate = 'error' }) => {
  const { tenantId } = currentContext().actor
  const owned = rows.map((row) => withTenant(row, tenantId))
  await insertPlainRows(table, owned, transaction, onDuplicate === 'ignore' ? { onKnown: 'tenant_id = tenant_id' } : {})
}
