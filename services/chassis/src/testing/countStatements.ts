import type { OpenDatabase } from '../database/database'

/** What a piece of work cost the database. */
export interface StatementCount {
  readonly statements: number
  /** Rows that the storage engine read. */
  readonly rowsExamined: number
}

/** Counts what `work` costs: statements of the service's pool, and rows that the storage engine was asked for. Nothing else may use the pool meanwhile. */
export const countStatements = async (
  database: OpenDatabase,
  work: () => Promise<unknown>,
): Promise<StatementCount> => {
  const rowsBefore = await database.rowsRead()
  const statementsBefore = database.statements()
  await work()
  const statements = database.statements() - statementsBefore
  return { statements, rowsExamined: (await database.rowsRead()) - rowsBefore }
}
