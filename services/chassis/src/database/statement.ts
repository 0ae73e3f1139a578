import { channel } from 'node:diagnostics_channel'
import { performance } from 'node:perf_hooks'
import { maybeContext } from '../context/context'
import { RapportError } from '../errors/errors'
import { failureOf } from './failures'
import type { Link } from './link'
import type { Bound } from './literal'
import { countForRpc, statementSeconds } from './metrics'
import { kindOf, type StatementKind } from './statementKind'

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

/**
 * Notes that a statement begins on `link`; the returned function notes its end and marks the link broken when it cannot be used again.
 * @param deadline when the link is cut, in ms since the epoch
 */
export const beginStatement = (
  link: Link,
  sql: string,
  deadline: number,
  kind: StatementKind = kindOf(sql),
): ((error: unknown) => void) => {
  const started = performance.now()
  link.deadline = deadline
  const context = maybeContext()
  const requestId = context?.requestId
  if (link.tally && requestId !== undefined) link.tally.statements++
  if (context?.rpc) countForRpc(context.rpc.id)
  if (statementSent.hasSubscribers) statementSent.publish({ sql, kind, requestId } satisfies StatementSent)
  return (error) => {
    link.deadline = Infinity
    observersOf[kind]?.[error ? 'error' : 'ok'].observe((performance.now() - started) / 1000)
    if (!error) return
    const failure = failureOf(error)
    if (failure === 'lost' || failure === 'demoted') link.broken = true
    if (failure === 'demoted') link.leave?.()
  }
}

/** Runs one statement on `link` until `deadline` at the latest. Throws what the driver throws, or Expired. */
export const runStatement = (
  link: Link,
  sql: string,
  values: readonly Bound[] | undefined,
  deadline: number,
  kind?: StatementKind,
): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const end = beginStatement(link, sql, deadline, kind)
    link.send(sql, values, (error, result) => {
      end(error)
      if (error) reject(error)
      else resolve(result)
    })
  })
