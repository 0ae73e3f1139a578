import { maybeContext } from '../context/context'
import { compile, type Compiled } from './compile'
import type { Changed, ExecuteOptions, Parameters, PostponedOptions, SelectOptions, StatementOptions } from './database'
import { bind, literal, literals, type Bound } from './literal'
import type { Link } from './link'
import type { Pool } from './pool'
import { retrying } from './retry'
import { hasPostponed, postpone, runAfterPostponed } from './postponed'
import { deadlineOf, STATEMENT_LIMIT } from './statement'
import { linkOf } from './transactionLinks'

/** A text that has come so often is prepared on the server: cheaper on both sides from the second use on. */
const WORTH_PREPARING = 3

const tenantOf = (compiled: Compiled, crossTenant: boolean): number | undefined => {
  if (!compiled.namesTenant && !crossTenant) {
    throw new Error(
      `the statement does not say :tenantId and is not crossTenant: ${compiled.texts.join('?').trim().slice(0, 200)}`,
    )
  }
  const context = maybeContext()
  if (!context && compiled.namesTenant && !crossTenant)
    throw new Error('no call is running: there is no tenant to bind')
  return context?.actor.tenantId
}

const valueOf = (name: string, parameters: Parameters, tenantId: number | undefined): unknown => {
  // What the caller binds himself counts only where all tenants are meant.
  const value = name === 'tenantId' && tenantId !== undefined ? tenantId : parameters[name]
  if (value === undefined) throw new Error(`parameter ${name} has no value`)
  return value
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/** The text and the values to send; `asText` has the values within the text. */
const fill = (
  compiled: Compiled,
  parameters: Parameters,
  { crossTenant, asText }: { crossTenant: boolean; asText: boolean },
): { sql: string; values?: Bound[] } => {
  const tenantId = tenantOf(compiled, crossTenant)
  const { names, texts } = compiled
  const own = crossTenant && 'tenantId' in parameters ? undefined : tenantId
  const values = names.map((name) => valueOf(name, parameters, own))
  compiled.uses++
  if (!asText && compiled.uses > WORTH_PREPARING && !values.some(isList)) {
    return { sql: compiled.prepared, values: values.map((value, index) => bind(value, names[index] ?? '')) }
  }
  const sql = values.reduce<string>((text, value, index) => {
    const name = names[index] ?? ''
    return `${text}${isList(value) ? literals(value, name) : literal(value, name)}${texts[index + 1] ?? ''}`
  }, texts[0] ?? '')
  return { sql }
}

export interface QueryParts {
  readonly writer: Pool
  /** Runs `work` on a replica, or on the writer when there is none. */
  readonly onReplica: <T>(work: (link: Link) => Promise<T>) => Promise<T>
}

/** Makes Database.select(), execute() and executeLater(). */
export const queriesOn = ({ writer, onReplica }: QueryParts) => {
  const onWriter = async <T>(work: (link: Link) => Promise<T>): Promise<T> => {
    const link = await writer.acquire(deadlineOf(STATEMENT_LIMIT))
    try {
      return await work(link)
    } finally {
      writer.release(link)
    }
  }

  const statement = (sql: string, parameters: Parameters, { crossTenant = false, transaction }: StatementOptions) => {
    const compiled = compile(sql)
    const asText = transaction !== undefined && hasPostponed(linkOf(transaction))
    const { kind } = compiled
    const filled = { ...fill(compiled, parameters, { crossTenant, asText }), kind }
    return (link: Link): Promise<unknown> => runAfterPostponed(link, filled, deadlineOf(STATEMENT_LIMIT))
  }

  return {
    select: async <Row extends object>(
      sql: string,
      parameters: Parameters = {},
      options: SelectOptions = {},
    ): Promise<Row[]> => {
      const run = statement(sql, parameters, options)
      const { transaction, replica = false } = options
      const rows = transaction
        ? await run(linkOf(transaction))
        : await retrying(
            () => (replica ? onReplica(run) : onWriter(run)),
            () => true,
          )
      return rows as Row[]
    },

    execute: async (sql: string, parameters: Parameters = {}, options: ExecuteOptions = {}): Promise<Changed> => {
      const run = statement(sql, parameters, options)
      const { transaction, repeatable = false } = options
      const changed = transaction
        ? await run(linkOf(transaction))
        : await retrying(
            () => onWriter(run),
            (failure) => repeatable || failure !== 'lost',
          )
      const { affectedRows, insertId } = changed as Changed
      return { affectedRows, insertId }
    },

    executeLater: async (
      sql: string,
      parameters: Parameters,
      { transaction, crossTenant = false }: PostponedOptions,
    ): Promise<void> => {
      const compiled = compile(sql)
      const { kind } = compiled
      await postpone(linkOf(transaction), { ...fill(compiled, parameters, { crossTenant, asText: true }), kind })
    },
  }
}
