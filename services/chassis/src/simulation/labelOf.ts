const VALUES = /x?'(?:[^'\\]|\\.)*'|\b\d+(?:\.\d+)?\b|\?/gi

/** A short name of a statement: its text without values. */
export const labelOf = (sql: string): string =>
  sql
    .replace(VALUES, '?')
    .replace(/= NULL/g, '= ?')
    .replace(/\(\?(?:, \?)*\)(?:, \(\?(?:, \?)*\))*/g, '(?)')
    .replace(/\s+/g, ' ')
    .slice(0, 110)
