import { kindOf, type StatementKind } from './statementKind'

/** A statement with named parameters, taken apart once per text. */
export interface Compiled {
  /** The text between the parameters: one more than `names`. */
  readonly texts: readonly string[]
  /** Names in the order of occurrence. */
  readonly names: readonly string[]
  /** The text with `?` for each parameter. */
  readonly prepared: string
  readonly kind: StatementKind
  readonly namesTenant: boolean
  /** How often it was used; a text that comes again and again is worth preparing on the server. */
  uses: number
}

// Quoted text, quoted names and comments are passed over; `::` and `:=` are no parameters.
const token = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`[^`]*`|--\s[^\n]*|#[^\n]*|\/\*[^]*?\*\/|:([A-Za-z_]\w*)/g

const takeApart = (sql: string): Compiled => {
  const texts: string[] = []
  const names: string[] = []
  let from = 0
  for (const match of sql.matchAll(token)) {
    const name = match[1]
    if (name === undefined) continue
    texts.push(sql.slice(from, match.index))
    names.push(name)
    from = match.index + match[0].length
  }
  texts.push(sql.slice(from))
  return {
    texts,
    names,
    prepared: texts.join('?'),
    kind: kindOf(sql),
    namesTenant: names.includes('tenantId'),
    uses: 0,
  }
}

const LIMIT = 1000
const cache = new Map<string, Compiled>()

/** The parts of a statement; remembered for the last thousand texts. */
export const compile = (sql: string): Compiled => {
  const known = cache.get(sql)
  if (known) return known
  const compiled = takeApart(sql)
  const oldest = cache.size >= LIMIT ? cache.keys().next().value : undefined
  if (oldest !== undefined) cache.delete(oldest)
  cache.set(sql, compiled)
  return compiled
}
