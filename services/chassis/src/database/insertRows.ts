import { escapeId } from 'mysql2'
import { currentContext } from '../context/context'
import { isCrossTenant } from './crossTenant'
import type { Database, Transaction } from './database'
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

const columnsOfRows = (rows: readonly Row[]): string[] => {
  const columns = Object.keys(rows[0] ?? {})
  const alike = (row: Row) => Object.keys(row).length === columns.length && columns.every((column) => column in row)
  if (!rows.every(alike)) throw new Error('the rows of one insert must have the same columns')
  return columns
}

/** Inserts rows as they are, without the rule for tenants: for the chassis' own tables. */
export const insertPlainRows = async (
  table: string,
  given: readonly object[],
  transaction: Transaction,
  { onKnown }: InsertOptions = {},
): Promise<void> => {
  if (given.length === 0) return
  const rows = given.map((row): Row => ({ ...row }))
  const columns = columnsOfRows(rows)
  const names = columns.map((column) => escapeId(column))
  const head = `INSERT INTO ${escapeId(table)} (${names.join(', ')}) VALUES `
  const tail = onKnown === undefined ? '' : ` ON DUPLICATE KEY UPDATE ${onKnown}`
  const run = (tuples: readonly string[], values?: readonly Bound[]) =>
    runStatement(linkOf(transaction), head + tuples.join(', ') + tail, values, deadlineOf(STATEMENT_LIMIT), 'insert')

  if (rows.length <= FEW) {
    const marks = `(${columns.map(() => '?').join(', ')})`
    const values = rows.flatMap((row) => columns.map((column) => bind(row[column] ?? null, column)))
    await run(
      rows.map(() => marks),
      values,
    )
    return
  }
  let tuples: string[] = []
  let length = 0
  for (const row of rows) {
    const values = columns.map((column) => row[column] ?? null)
    const tuple = `(${literals(values, table)})`
    if (length + tuple.length > LONGEST && tuples.length) {
      await run(tuples)
      tuples = []
      length = 0
    }
    tuples.push(tuple)
    length += tuple.length
  }
  await run(tuples)
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
