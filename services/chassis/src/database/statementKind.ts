export type StatementKind = 'select' | 'insert' | 'update' | 'delete' | 'other'

const kinds: Readonly<Record<string, StatementKind>> = { S: 'select', I: 'insert', U: 'update', D: 'delete' }

/** What kind of statement `sql` is, by its first word. SET, START, COMMIT and the like are `other`. */
export const kindOf = (sql: string): StatementKind => {
  const word = /^\s*(?:\(\s*)*([A-Za-z]+)/.exec(sql)?.[1]?.toUpperCase() ?? ''
  const kind = kinds[word.charAt(0)]
  return kind?.toUpperCase() === word ? kind : 'other'
}
