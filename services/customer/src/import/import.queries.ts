import { columnsOf, currentContext, notFound, readRow, type Database, type Transaction } from '@rapport/chassis'
import type { FailedRow } from './errorFile'
import { ImportModel, type ImportRow } from './ImportModel'
import { maySeeImport } from './import.policy'

/** Rows of imports `i` that fulfil the condition `rest` (which may add order and limit); `hint` is that of a page. */
export const selectImports = async (
  database: Database,
  rest: string,
  parameters: Record<string, unknown>,
  { transaction, hint = '' }: { transaction?: Transaction; hint?: string } = {},
): Promise<ImportRow[]> => {
  const rows = await database.select<Record<string, unknown>>(
    `SELECT ${columnsOf(ImportModel, 'i')} FROM imports i ${hint} WHERE i.tenant_id = :tenantId AND ${rest}`,
    parameters,
    { transaction },
  )
  return rows.map((row) => readRow(ImportModel, row))
}

/** An import that the caller may see; locked when a transaction is given. */
export const visibleImport = async (database: Database, id: string, transaction?: Transaction): Promise<ImportRow> => {
  const [row] = await selectImports(database, `i.id = :id ${transaction ? 'FOR UPDATE' : ''}`, { id }, { transaction })
  if (!row || !maySeeImport(currentContext().actor, row)) throw notFound('import', id)
  return row
}

const parsed = <T>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : value) as T

/** The failed rows of an import after row number `after`, in order. */
export const failedRows = async (
  database: Database,
  importId: string,
  after: number,
  limit: number,
): Promise<FailedRow[]> => {
  const rows = await database.select<{ row: number; cells: unknown; problems: unknown }>(
    `SELECT row_number_in_file AS \`row\`, cells, problems FROM import_errors
     WHERE tenant_id = :tenantId AND import_id = :importId AND row_number_in_file > :after
     ORDER BY row_number_in_file LIMIT :limit`,
    { importId, after, limit },
  )
  return rows.map(({ row, cells, problems }) => ({
    row,
    cells: parsed<string[]>(cells),
    problems: parsed<FailedRow['problems']>(problems),
  }))
}
