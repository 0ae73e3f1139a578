import type { Link } from './link'
import { deadlineOf, runStatement, runStatements, STATEMENT_LIMIT, type Statement } from './statement'

/** Longest message of several statements or rows, in characters: well below every server's max_allowed_packet. */
export const LONGEST = 1_000_000

const postponed = new WeakMap<Link, Statement[]>()

/** Whether statements wait for the next one on `link`. */
export const hasPostponed = (link: Link): boolean => postponed.has(link)

/** Nothing waits on `link` any more. */
export const forgetPostponed = (link: Link): boolean => postponed.delete(link)

const take = (link: Link): Statement[] => {
  const statements = postponed.get(link) ?? []
  postponed.delete(link)
  return statements
}

/** Runs a statement on `link`, and before it what was postponed. Throws what the driver throws for any of them, or Expired. */
export const runAfterPostponed = async (link: Link, statement: Statement, deadline: number): Promise<unknown> => {
  const before = take(link)
  if (before.length === 0) return runStatement(link, statement, deadline)
  if (!statement.values) return runStatements(link, [...before, statement], deadline)
  await runStatements(link, before, deadline)
  return runStatement(link, statement, deadline)
}

/** Runs what was postponed on `link`, in the same way. */
export const runPostponed = async (link: Link): Promise<void> => {
  const statements = take(link)
  if (statements.length) await runStatements(link, statements, deadlineOf(STATEMENT_LIMIT))
}

/**
 * Has a statement without values run with the next one of the transaction on `link`, at the latest with COMMIT: one message costs less than
 * many. Its error comes there. What would become too much for one message runs before.
 */
export const postpone = async (link: Link, statement: Statement): Promise<void> => {
  const before = postponed.get(link) ?? []
  const length = before.reduce((sum, { sql }) => sum + sql.length, statement.sql.length)
  if (length > LONGEST) await runPostponed(link)
  postponed.set(link, [...(postponed.get(link) ?? []), statement])
}
