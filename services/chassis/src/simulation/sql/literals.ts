/** A value as the server keeps it; times are milliseconds since the epoch. */
export type Value = string | number | Buffer | null

const DATE_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0', b: '\b', Z: '\u001a' }

/** A value of a statement as the server keeps it. */
export const valueFrom = (given: unknown): Value => {
  if (given === null || typeof given === 'number') return given
  if (typeof given === 'boolean') return Number(given)
  if (Buffer.isBuffer(given)) return given
  if (given instanceof Date) return given.getTime()
  if (typeof given !== 'string') throw new Error(`the model does not know values like ${typeof given}`)
  return DATE_TIME.test(given) ? Date.parse(`${given.replace(' ', 'T')}Z`) : given
}

const unquoted = (text: string): string =>
  text
    .slice(1, -1)
    .replace(/\\(.)|''/gs, (_, escaped?: string) => (escaped === undefined ? "'" : (ESCAPED[escaped] ?? escaped)))

const literalFrom = (text: string): Value => {
  if (text.startsWith("'")) return valueFrom(unquoted(text))
  if (/^x'/i.test(text)) return Buffer.from(text.slice(2, -1), 'hex')
  return Number(text)
}

const LITERAL = /x'[0-9a-f]*'|'(?:[^'\\]|\\.|'')*'|\b\d+(?:\.\d+)?\b|\?/gis

/** The text with `?` for every value, and the values in their order: alike statements have the same text. */
export const liftLiterals = (sql: string, bound: readonly unknown[] = []): { text: string; values: Value[] } => {
  const values: Value[] = []
  let taken = 0
  const text = sql.replace(LITERAL, (found) => {
    values.push(found === '?' ? valueFrom(bound[taken++]) : literalFrom(found))
    return '?'
  })
  return { text, values }
}
