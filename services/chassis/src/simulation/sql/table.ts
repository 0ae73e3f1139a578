import type { Value } from './literals'
import { valueFrom } from './literals'
import type { Transaction } from './transaction'

export type Values = Readonly<Record<string, Value>>

/** A row, locked by at most one transaction. */
export interface Row {
  readonly table: Table
  readonly key: string
  /** As it was committed; absent when it never was. */
  committed: Values | undefined
  /** As `holder` has made it: null when it was deleted, undefined when it was only locked. */
  pending: Values | null | undefined
  holder: Transaction | undefined
}

interface Column {
  readonly name: string
  readonly automatic: boolean
  /** May not be NULL. */
  readonly required: boolean
  /** Its value where none is given; 'now' for the time of the insert. */
  readonly initial: Value
}

interface Unique {
  readonly name: string
  readonly columns: readonly string[]
}

/** How the rows of a table look. */
export interface Schema {
  readonly name: string
  readonly columns: readonly Column[]
  readonly primary: Unique
  readonly uniques: readonly Unique[]
}

export interface Table extends Schema {
  readonly rows: Map<string, Row>
  /** The last number of its AUTO_INCREMENT. */
  last: number
}

const namesIn = (list = ''): string[] => list.split(',').map((name) => name.trim())

const partsOf = (body: string): string[] => {
  const parts = ['']
  let depth = 0
  for (const character of body) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0
    if (character === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts.map((part) => part.trim())
}

const columnOf = (part: string): Column => {
  const literal = /DEFAULT (?:'([^']*)'|(-?\d+))/.exec(part)
  return {
    name: /^`?(\w+)/.exec(part)?.[1] ?? '',
    automatic: part.includes('AUTO_INCREMENT'),
    required: part.includes('NOT NULL'),
    initial: part.includes('DEFAULT CURRENT_TIMESTAMP')
      ? 'now'
      : valueFrom(literal?.[1] ?? (literal?.[2] ? Number(literal[2]) : null)),
  }
}

/** What a migration creates, from its very text. */
export const schemaFrom = (ddl: string): Schema => {
  const [, name = '', body = ''] = /CREATE TABLE (?:IF NOT EXISTS )?`?(\w+)`? \(([^]*)\)/.exec(ddl) ?? []
  const parts = partsOf(body)
  const columns = parts.filter((part) => !/^(PRIMARY|UNIQUE|KEY)\b/.test(part))
  const inline = columns.filter((part) => part.includes('PRIMARY KEY')).map((part) => columnOf(part).name)
  const declared = parts.map((part) => /^PRIMARY KEY \((.*)\)/.exec(part)?.[1]).find(Boolean)
  const uniques = parts.flatMap((part) => {
    const [, unique, list] = /^UNIQUE KEY (\w+) \((.*)\)/.exec(part) ?? []
    return unique ? [{ name: unique, columns: namesIn(list) }] : []
  })
  const primary = { name: 'PRIMARY', columns: declared ? namesIn(declared) : inline }
  return { name, columns: columns.map(columnOf), primary, uniques }
}

export const emptyTable = (schema: Schema): Table => ({ ...schema, rows: new Map(), last: 0 })

/** The key of a row in an index; undefined when a column is NULL, which never collides. */
export const keyIn = ({ columns }: Unique, values: Values): string | undefined =>
  columns.some((column) => (values[column] ?? null) === null)
    ? undefined
    : columns.map((column) => String(values[column])).join('\u0000')
