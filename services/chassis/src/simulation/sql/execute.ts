import type { Random } from '../random'
import type { Value } from './literals'
import type { Delete, Expression, Insert, Select, Update } from './statement'
import { keyIn, type Row, type Table, type Values } from './table'
import { change, hold, seenBy, type Transaction } from './transaction'

/** What the driver answers: rows, or what was changed. */
export type Answer = Record<string, Value>[] | { affectedRows: number; insertId: number }

/** One statement on its way: gives each row that it has to wait for. */
export type Execution = Generator<Row, Answer, void>

export interface Environment {
  readonly table: (name: string) => Table
  readonly transaction: Transaction
  readonly values: readonly Value[]
  readonly now: number
  readonly random: Random
}

/** Share of the free rows that SKIP LOCKED passes over: the real server locks neighbours of what it looks for. */
const PASSED_OVER = 0.02

/** An error of the server, as the driver tells it. */
export class ServerError extends Error {
  constructor(
    readonly errno: number,
    message: string,
  ) {
    super(message)
  }
}

const free = (row: Row, transaction: Transaction) => !row.holder || row.holder === transaction

const matches = (where: Expression | undefined, row: Values | undefined, { values, now }: Environment): boolean =>
  row !== undefined && (!where || Boolean(where({ row, values, now })))

/** A row of another transaction is waited for when it fits as it was committed or as it is being made. */
const concerns = (row: Row, where: Expression | undefined, environment: Environment): boolean =>
  matches(where, seenBy(row, environment.transaction), environment) ||
  (!free(row, environment.transaction) && matches(where, row.pending ?? undefined, environment))

const limitOf = (limit: Expression | undefined, { values, now }: Environment): number =>
  limit ? Number(limit({ row: {}, values, now })) : Infinity

const inOrder = (rows: Row[], orderBy: string | undefined, { transaction }: Environment): Row[] => {
  if (orderBy === undefined) return rows
  const keyOf = (row: Row): Value => (seenBy(row, transaction) ?? row.pending)?.[orderBy] ?? null
  // Among equals the index has the primary key's order.
  return rows.sort((one, other) => Number(keyOf(one)) - Number(keyOf(other)) || (one.key < other.key ? -1 : 1))
}

/** Locks, in their order, the rows that fit; waits for those that others hold, or passes them over. */
function* lockRows(
  { where, limit, lock, orderBy, table }: Pick<Select, 'where' | 'limit' | 'lock' | 'orderBy' | 'table'>,
  environment: Environment,
): Generator<Row, Row[], void> {
  const { transaction, random } = environment
  const most = limitOf(limit, environment)
  const locked: Row[] = []
  const all = [...environment.table(table).rows.values()].filter((row) => concerns(row, where, environment))
  for (const row of inOrder(all, orderBy, environment)) {
    if (locked.length >= most) break
    if (lock === 'skip' && (!free(row, transaction) || random.chance(PASSED_OVER))) continue
    while (!free(row, transaction)) yield row
    if (!matches(where, seenBy(row, transaction), environment)) continue
    hold(row, transaction)
    locked.push(row)
  }
  return locked
}

function* select(statement: Select, environment: Environment): Execution {
  const { transaction, values, now } = environment
  const { items, counts, distinct, where, lock, orderBy, limit, table } = statement
  const plain = () =>
    inOrder(
      [...environment.table(table).rows.values()].filter((row) =>
        matches(where, seenBy(row, transaction), environment),
      ),
      orderBy,
      environment,
    ).slice(0, limitOf(limit, environment))
  const found = lock === 'none' ? plain() : yield* lockRows(statement, environment)
  if (counts !== undefined) return [{ [counts]: found.length }]
  const rows = found.map((row) => {
    const scope = { row: seenBy(row, transaction) ?? {}, values, now }
    return Object.fromEntries(items.map(({ name, value }) => [name, value(scope)]))
  })
  return distinct ? [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()] : rows
}

const assign = (
  table: Table,
  assignments: Update['assignments'],
  before: Values,
  { values, now }: Environment,
  proposed: Values = {},
): { after: Values; changed: boolean } => {
  const after: Record<string, Value> = { ...before }
  for (const { column, value } of assignments) {
    after[column] = value({ row: after, proposed, values, now })
    const isRequired = table.columns.some(({ name, required }) => required && name === column)
    if (isRequired && after[column] === null) throw new ServerError(1048, `Column '${column}' cannot be null`)
  }
  return { after, changed: Object.keys(after).some((column) => after[column] !== before[column]) }
}

function* update({ table, where, assignments }: Update, environment: Environment): Execution {
  const { transaction } = environment
  const rows = yield* lockRows({ table, where, limit: undefined, lock: 'wait', orderBy: undefined }, environment)
  let affectedRows = 0
  for (const row of rows) {
    const { after, changed } = assign(
      environment.table(table),
      assignments,
      seenBy(row, transaction) ?? {},
      environment,
    )
    if (!changed) continue
    affectedRows++
    change(row, transaction, after)
  }
  return { affectedRows, insertId: 0 }
}

function* remove({ table, where, limit }: Delete, environment: Environment): Execution {
  const rows = yield* lockRows({ table, where, limit, lock: 'wait', orderBy: undefined }, environment)
  for (const row of rows) change(row, environment.transaction, null)
  return { affectedRows: rows.length, insertId: 0 }
}

const proposedBy = (
  table: Table,
  columns: readonly string[],
  tuple: readonly Expression[],
  environment: Environment,
): Values => {
  const { values, now } = environment
  const given = new Map(columns.map((column, index) => [column, tuple[index]?.({ row: {}, values, now }) ?? null]))
  const initial = (automatic: boolean, value: Value): Value =>
    automatic ? ++table.last : value === 'now' ? now : value
  return Object.fromEntries(
    table.columns.map(({ name, automatic, initial: value }) => [name, given.get(name) ?? initial(automatic, value)]),
  )
}

/** The row that stands, or is about to stand, where `proposed` wants to be, and the index that says so. */
const collision = (table: Table, proposed: Values): { row: Row; index: string } | undefined => {
  const same = table.rows.get(keyIn(table.primary, proposed) ?? '')
  if (same) return { row: same, index: table.primary.name }
  for (const unique of table.uniques) {
    const key = keyIn(unique, proposed)
    if (key === undefined) continue
    for (const row of table.rows.values()) {
      const versions = [row.committed, row.pending ?? undefined]
      if (versions.some((version) => version && keyIn(unique, version) === key)) return { row, index: unique.name }
    }
  }
  return undefined
}

function* insert({ table: name, columns, tuples, onKnown }: Insert, environment: Environment): Execution {
  const { transaction } = environment
  const table = environment.table(name)
  let affectedRows = 0
  for (const tuple of tuples) {
    const proposed = proposedBy(table, columns, tuple, environment)
    let known = collision(table, proposed)
    while (known && !free(known.row, transaction)) {
      yield known.row
      known = collision(table, proposed)
    }
    const before = known && seenBy(known.row, transaction)
    if (known && before) {
      if (!onKnown) throw new ServerError(1062, `Duplicate entry for key '${known.index}'`)
      hold(known.row, transaction)
      const { after, changed } = assign(table, onKnown, before, environment, proposed)
      if (!changed) continue
      affectedRows += 2
      change(known.row, transaction, after)
      continue
    }
    const key = keyIn(table.primary, proposed) ?? ''
    const row = (known?.index === table.primary.name ? known.row : undefined) ?? {
      table,
      key,
      committed: undefined,
      pending: undefined,
      holder: undefined,
    }
    table.rows.set(key, row)
    hold(row, transaction)
    change(row, transaction, proposed)
    affectedRows++
  }
  return { affectedRows, insertId: 0 }
}

/** Begins a statement. */
export const execute = (statement: Select | Insert | Update | Delete, environment: Environment): Execution => {
  if (statement.kind === 'select') return select(statement, environment)
  if (statement.kind === 'insert') return insert(statement, environment)
  if (statement.kind === 'update') return update(statement, environment)
  return remove(statement, environment)
}
