import type { SortType, SortValue } from './pageToken'

/** A column that a page is sorted by. */
export interface SortColumn {
  /** As written in the statement, e.g. `a.updated_at`. */
  readonly column: string
  readonly direction: 'asc' | 'desc'
  readonly type: SortType
}

export interface Condition {
  readonly sql: string
  readonly parameters: Readonly<Record<string, unknown>>
}

interface Bound extends SortColumn {
  readonly value: SortValue
  /** Its named parameter. */
  readonly name: string
}

// The database sorts NULL below every value: first in ascending, last in descending order.
const behind = ({ column, direction, value, name }: Bound): string => {
  if (direction === 'asc') return value === null ? `${column} IS NOT NULL` : `${column} > ${name}`
  return value === null ? 'FALSE' : `(${column} < ${name} OR ${column} IS NULL)`
}

const same = ({ column, value, name }: Bound): string => (value === null ? `${column} IS NULL` : `${column} = ${name}`)

// Implied by the rest; lets the optimizer enter the index at the right place.
const entry = ({ column, direction, value, name }: Bound): string | undefined => {
  if (value === null) return direction === 'desc' ? `${column} IS NULL` : undefined
  return direction === 'asc' ? `${column} >= ${name}` : `(${column} <= ${name} OR ${column} IS NULL)`
}

/** The condition of the rows that come after the row with these sort values: `(a < :v OR (a = :v AND id < :id))`. */
export const afterKeyset = (columns: readonly SortColumn[], values: readonly SortValue[]): Condition => {
  const bounds = columns.map((column, index): Bound => ({
    ...column,
    value: values[index] ?? null,
    name: `:page${index}`,
  }))
  const alternatives = bounds.map((bound, index) => [...bounds.slice(0, index).map(same), behind(bound)].join(' AND '))
  const first = bounds[0] && entry(bounds[0])
  const sql = `(${alternatives.map((alternative) => `(${alternative})`).join(' OR ')})`
  return {
    sql: first ? `${first} AND ${sql}` : sql,
    parameters: Object.fromEntries(
      bounds.filter(({ value }) => value !== null).map(({ name, value }) => [name.slice(1), value]),
    ),
  }
}
