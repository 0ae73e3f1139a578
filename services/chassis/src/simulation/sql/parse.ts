import { readExpression } from './expression'
import type { Assignment, Delete, Expression, Insert, Item, Select, Statement, Update } from './statement'
import { tokensOf, type Tokens } from './tokens'

const separated = <T>(tokens: Tokens, read: (tokens: Tokens) => T): T[] => {
  const all = [read(tokens)]
  while (tokens.accept(',')) all.push(read(tokens))
  return all
}

const optional = (tokens: Tokens, word: string): Expression | undefined =>
  tokens.accept(word) ? readExpression(tokens) : undefined

const assignment = (tokens: Tokens): Assignment => {
  const column = tokens.name()
  tokens.expect('=')
  return { column, value: readExpression(tokens) }
}

const item = (tokens: Tokens): Item => {
  const column = tokens.peek()
  const value = readExpression(tokens)
  return { value, name: tokens.accept('AS') ? tokens.name() : column }
}

const count = (tokens: Tokens): string | undefined => {
  if (!tokens.accept('COUNT', '(', '*', ')')) return undefined
  return tokens.accept('AS') ? tokens.name() : 'COUNT(*)'
}

const lockOf = (tokens: Tokens): Select['lock'] => {
  if (!tokens.accept('FOR', 'UPDATE')) return 'none'
  return tokens.accept('SKIP', 'LOCKED') ? 'skip' : 'wait'
}

const select = (tokens: Tokens): Select => {
  const distinct = tokens.accept('DISTINCT')
  const counts = count(tokens)
  const items = counts === undefined ? separated(tokens, item) : []
  tokens.expect('FROM')
  const table = tokens.name()
  const where = optional(tokens, 'WHERE')
  const orderBy = tokens.accept('ORDER', 'BY') ? tokens.name() : undefined
  const limit = optional(tokens, 'LIMIT')
  return { kind: 'select', table, distinct, items, counts, where, orderBy, limit, lock: lockOf(tokens) }
}

const inBrackets =
  <T>(read: (tokens: Tokens) => T) =>
  (tokens: Tokens): T[] => {
    tokens.expect('(')
    const all = separated(tokens, read)
    tokens.expect(')')
    return all
  }

const insert = (tokens: Tokens): Insert => {
  tokens.expect('INTO')
  const table = tokens.name()
  const columns = inBrackets((one) => one.name())(tokens)
  tokens.expect('VALUES')
  const tuples = separated(tokens, inBrackets(readExpression))
  const onKnown = tokens.accept('ON', 'DUPLICATE', 'KEY', 'UPDATE') ? separated(tokens, assignment) : undefined
  return { kind: 'insert', table, columns, tuples, onKnown }
}

const update = (tokens: Tokens): Update => {
  const table = tokens.name()
  tokens.expect('SET')
  const assignments = separated(tokens, assignment)
  return { kind: 'update', table, assignments, where: optional(tokens, 'WHERE') }
}

const remove = (tokens: Tokens): Delete => {
  tokens.expect('FROM')
  const table = tokens.name()
  const where = optional(tokens, 'WHERE')
  return { kind: 'delete', table, where, limit: optional(tokens, 'LIMIT') }
}

const readers: Readonly<Record<string, (tokens: Tokens) => Statement>> = {
  SELECT: select,
  INSERT: insert,
  UPDATE: update,
  DELETE: remove,
  COMMIT: () => ({ kind: 'end', committed: true }),
  ROLLBACK: () => ({ kind: 'end', committed: false }),
}

const known = new Map<string, Statement>()

/** Reads a statement whose values were lifted out. Throws for what the model does not know, rather than guess. */
export const parse = (text: string): Statement => {
  const before = known.get(text)
  if (before) return before
  const tokens = tokensOf(text)
  const read = readers[tokens.next().toUpperCase()]
  if (!read) throw new Error(`the model does not know the statement ${text}`)
  const statement = read(tokens)
  if (!tokens.done()) throw new Error(`the model does not know "${tokens.peek()}" in: ${text}`)
  known.set(text, statement)
  return statement
}
