import type { Value } from './literals'

/** What an expression may refer to. */
export interface Scope {
  /** The row as it is. */
  readonly row: Readonly<Record<string, Value>>
  /** The row that was to be inserted, for VALUES(). */
  readonly proposed?: Readonly<Record<string, Value>>
  readonly values: readonly Value[]
  readonly now: number
}

export type Expression = (scope: Scope) => Value

/** A column, by its name in the answer. */
export interface Item {
  readonly name: string
  readonly value: Expression
}

export interface Assignment {
  readonly column: string
  readonly value: Expression
}

export interface Select {
  readonly kind: 'select'
  readonly table: string
  readonly distinct: boolean
  /** Undefined for COUNT(*). */
  readonly items: readonly Item[]
  readonly counts: string | undefined
  readonly where: Expression | undefined
  readonly orderBy: string | undefined
  readonly limit: Expression | undefined
  readonly lock: 'none' | 'wait' | 'skip'
}

export interface Insert {
  readonly kind: 'insert'
  readonly table: string
  readonly columns: readonly string[]
  readonly tuples: readonly (readonly Expression[])[]
  readonly onKnown: readonly Assignment[] | undefined
}

export interface Update {
  readonly kind: 'update'
  readonly table: string
  readonly assignments: readonly Assignment[]
  readonly where: Expression | undefined
}

export interface Delete {
  readonly kind: 'delete'
  readonly table: string
  readonly where: Expression | undefined
  readonly limit: Expression | undefined
}

/** COMMIT or ROLLBACK. */
interface End {
  readonly kind: 'end'
  readonly committed: boolean
}

export type Statement = Select | Insert | Update | Delete | End
