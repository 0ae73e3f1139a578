import { channel } from 'node:diagnostics_channel'
import { performance } from 'node:perf_hooks'
import { maybeContext } from '../context/context'
import { RapportError } from '../errors/errors'
import { failureOf } from './failures'
import type { Link } from './link'
import type { Bound } from './literal'
import { countForRpc, statementSeconds } from './metrics'
import type { StatementKind } from './statementKind'

/** How long a statement may take when nobody waits less, in ms. */
export const STATEMENT_LIMIT = 10_000

/** Told of every statement that is sent: for counting in tests. */
interface StatementSent {
  readonly sql: string
  readonly kind: StatementKind
  /** The call that it belongs to; absent for background work. */
  readonly requestId: string | undefined
}

/** Publishes a StatementSent for each statement of this process. */
const statementSent = channel('rapport.database.statement')

const observers = (['select', 'insert', 'update', 'delete', 'other'] as const).map(
  (kind) => [kind, { ok: statementSeconds.labels(kind, 'ok'), error: statementSeconds.labels(kind, 'error') }] as const,
)
const observersOf = Object.fromEntries(observers)

/** The end of what the running call waits for, at most `limit` ms from now. Throws `deadline` when it has passed. */
export const deadlineOf = (limit: number): number => {
  const now = Date.now()
  const context = maybeContext()
  if (context && context.deadline <= now) throw new RapportError('deadline', 'deadline_exceeded')
  return Math.min(now + limit, context?.deadline ?? Infinity)
}

export interface Statement {
  readonly sql: string
  readonly kind: StatementKind
  /** For the placeholders of a prepared statement. */
  readonly values?: readonly Bound[] | undefined
  /** Gives what an error of the driver means to the caller, or the error itself. */
  readonly explain?: ((error: Error) => Error) | undefined
}

/**
 * Notes that statements begin on `link`, in one message; the returned function notes its end, as that of the last one, which is waited for, and
 * marks the link broken when it cannot be used again.
 * @param deadline when the link is cut, in ms since the epoch
 */
const beginStatements = (
  link: Link,
  statements: readonly Statement[],
  deadline: number,
): ((error: unknown) => void) => {
  const started = performance.now()
  link.deadline = deadline
  const context = maybeContext()
  const requestId = context?.requestId
  for (const { sql, kind } of statements) {
    if (link.tally && requestId !== undefined) link.tally.statements++
    if (context?.rpc) countForRpc(context.rpc.id)
    if (statementSent.hasSubscribers) statementSent.publish({ sql, kind, requestId } satisfies StatementSent)
  }
  const kind = statements.at(-1)?.kind ?? 'other'
  return (error) => {
    link.deadline = Infinity
    observersOf[kind]?.[error ? 'error' : 'ok'].observe((performance.now() - started) / 1000)
    if (!error) return
    const failure = failureOf(error)
    if (failure === 'lost' || failure === 'demoted') link.broken = true
    if (failure === 'demoted') link.leave?.()
  }
}

// Which of the statements failed is not told.
const explained = (error: Error, statements: readonly Statement[]) =>
  statements.reduce((known, { explain }) => (known === error && explain ? explain(error) : known), error)

const run = (
  link: Link,
  statements: readonly Statement[],
  deadline: number,
  send: (done: (error: Error | null, result: unknown) => void) => void,
): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const end = beginStatements(link, statements, deadline)
    send((error, result) => {
      end(error)
      if (error) reject(explained(error, statements))
      else resolve(result)
    })
  })

/** Runs one statement on `link` until `deadline` at the latest. Throws what the driver throws, or Expired. */
export const runStatement = (link: Link, statement: Statement, deadline: number): Promise<unknown> =>
  run(link, [statement], deadline, (done) => link.send(statement.sql, statement.values, done))

/** Runs statements without values on `link` in one message, the same way; gives the answer to the last. */
export const runStatements = async (
  link: Link,
  statements: readonly Statement[],
  deadline: number,
): Promise<unknown> => {
  const sqls = statements.map(({ sql }) => sql)
  const results = await run(link, statements, deadline, (done) => link.sendAll(sqls, done))
  return (results as unknown[]).at(-1)
}
