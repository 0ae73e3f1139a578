import { holds, type Actor, type Database, type Predicate } from '@rapport/chassis'
import { findByWords } from './findByWords'
import { readsAllSearched } from './match'
import { searchPlan } from './tokens'

/** Of those who may not read every field, so many candidates are looked at. */
const candidates = 1_000

/** Text for LIKE that stands for itself. */
export const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

const oneOf = (column: string, ids: readonly string[]): Predicate =>
  ids.length
    ? { sql: `${column} IN (:found)`, parameters: { found: [...new Set(ids)] } }
    : { sql: 'FALSE', parameters: {} }

const byName = (column: string, q: string): Predicate => ({
  sql: `${column} LIKE :part`,
  parameters: { part: `%${escapeLike(q.trim())}%` },
})

const byIndex = (column: string, found: string, words: string): Predicate => ({
  sql: `${column} IN (SELECT ${found} AND MATCH (s.tokens) AGAINST (:words IN BOOLEAN MODE))`,
  parameters: { words },
})

/**
 * The accounts `a` in which, or in a contact of which, the words of `q` stand, as a condition; undefined without words. The
 * index alone decides only for those who may read every field that it holds: for others the values do that they may read.
 */
export const accountsByWords = async (database: Database, q: string, actor: Actor): Promise<Predicate | undefined> => {
  if (!q.trim()) return undefined
  const plan = searchPlan(q, actor.tenantId)
  if (plan.kind !== 'INDEX') return byName('a.name', q)
  if (readsAllSearched(actor)) {
    const kinds = holds(actor, 'customer.contact.read') ? '' : "AND s.kind = 'ACCOUNT'"
    return byIndex('a.id', `s.account_id FROM search_documents s WHERE s.tenant_id = :tenantId ${kinds}`, plan.query)
  }
  const { accounts, contacts } = await findByWords(database, q, actor, { limit: candidates })
  return oneOf('a.id', [
    ...accounts.map(({ account }) => account.id),
    ...contacts.map(({ contact }) => contact.accountId),
  ])
}

/** The contacts `c` in which the words of `q` stand, as a condition; by the same rule as `accountsByWords`. */
export const contactsByWords = async (database: Database, q: string, actor: Actor): Promise<Predicate | undefined> => {
  if (!q.trim()) return undefined
  const plan = searchPlan(q, actor.tenantId)
  if (plan.kind !== 'INDEX') return byName('c.name', q)
  if (readsAllSearched(actor))
    return byIndex('c.id', 's.id FROM search_documents s WHERE s.tenant_id = :tenantId', plan.query)
  const { contacts } = await findByWords(database, q, actor, { limit: candidates })
  return oneOf(
    'c.id',
    contacts.map(({ contact }) => contact.id),
  )
}
