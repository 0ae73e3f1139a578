import type { Database, Predicate } from '@rapport/chassis'
import type { WordCondition } from './tokens'

/** The words of search documents `s`, one row each. */
export const WORDS_OF_DOCUMENTS = `JSON_TABLE(CONCAT('["', REPLACE(s.tokens, ' ', '","'), '"]'), '$[*]'
  COLUMNS (word VARCHAR(24) CHARACTER SET ascii PATH '$')) t`

const nameOf = (prefix: string, at: number) => `${prefix}Word${at}`

/** The rows `w` of the index that a condition means. */
const inIndex = (condition: WordCondition, prefix: string): Predicate => ({
  sql: condition
    .map(({ isBeginning }, at) => `w.word ${isBeginning ? 'LIKE' : '='} :${nameOf(prefix, at)}`)
    .join(' OR '),
  parameters: Object.fromEntries(
    condition.map(({ word, isBeginning }, at) => [nameOf(prefix, at), isBeginning ? `${word}%` : word]),
  ),
})

/** The documents `s` for which a condition holds. */
const inDocument = (condition: WordCondition, prefix: string): Predicate => ({
  sql: condition.map((_, at) => `CONCAT(' ', s.tokens, ' ') LIKE :${nameOf(prefix, at)}`).join(' OR '),
  parameters: Object.fromEntries(
    condition.map(({ word, isBeginning }, at) => [nameOf(prefix, at), isBeginning ? `% ${word}%` : `% ${word} %`]),
  ),
})

const parametersOf = (predicates: readonly Predicate[]): Record<string, unknown> =>
  Object.fromEntries(predicates.flatMap(({ parameters }) => Object.entries(parameters ?? {})))

/** The place of the condition that the fewest documents meet, as the database estimates from its index without reading it. */
const rarestOf = async (database: Database, conditions: readonly WordCondition[]): Promise<number> => {
  if (conditions.length === 1) return 0
  const parts = conditions.map((condition, at) => inIndex(condition, `part${at}`))
  const select = ({ sql }: Predicate) => `SELECT 1 FROM search_words w WHERE w.tenant_id = :tenantId AND (${sql})`
  const estimates = await database.select<{ rows: number | string | null }>(
    `EXPLAIN ${parts.map(select).join(' UNION ALL ')}`,
    parametersOf(parts),
  )
  const found = conditions.map((_, at) => Number(estimates[at]?.rows ?? 0))
  return found.indexOf(Math.min(...found))
}

/**
 * The search documents `s` of the company for which all conditions hold, as the text behind FROM: those of the rarest condition are
 * read, newest first where it asks for one whole word. A document comes once for each of its words that meets the rarest condition.
 */
export const documentsWith = async (
  database: Database,
  conditions: readonly WordCondition[],
): Promise<{ from: string; where: string; order: string; parameters: Record<string, unknown> }> => {
  const rarest = await rarestOf(database, conditions)
  const read = conditions[rarest] ?? []
  const index = inIndex(read, 'read')
  const others = conditions.filter((_, at) => at !== rarest).map((condition, at) => inDocument(condition, `other${at}`))
  const isOneWord = read.length === 1 && read.every(({ isBeginning }) => !isBeginning)
  return {
    from: 'search_words w STRAIGHT_JOIN search_documents s ON s.id = w.document_id AND s.tenant_id = w.tenant_id',
    where: ['w.tenant_id = :tenantId', ...[index, ...others].map(({ sql }) => `(${sql})`)].join(' AND '),
    order: isOneWord ? 'ORDER BY w.document_id DESC' : '',
    parameters: parametersOf([index, ...others]),
  }
}
