import { holds, type Actor, type Database, type Predicate } from '@rapport/chassis'
import { findByWords } from './findByWords'
import { readsAllSearched } from './match'
import { searchPlan, type WordCondition } from './tokens'
import { documentsWith } from './wordIndex'

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

const byIndex = async (
  database: Database,
  { conditions }: { conditions: WordCondition[] },
  { column, found, kinds = '' }: { column: string; found: string; kinds?: string },
): Promise<Predicate> => {
  const { from, where, parameters } = await documentsWith(database, conditions)
  return { sql: `${column} IN (SELECT ${found} FROM ${from} WHERE ${where} ${kinds})`, parameters }
}

/**
 * The accounts `a` in which, or in a contact of which, the words of `q` stand, as a condition; undefined without words. The
 * index alone decides only for those who may read every field that it holds: for others the values do that they may read.
 */
export const accountsByWords = async (database: Database, q: string, actor: Actor): Promise<Predicate | undefined> => {
  if (!q.trim()) return undefined
  const plan = searchPlan(q)
  if (plan.kind !== 'WORDS') return byName('a.name', q)
  if (readsAllSearched(actor)) {
    const kinds = holds(actor, 'customer.contact.read') ? '' : "AND s.kind = 'ACCOUNT'"
    return byIndex(database, plan, { column: 'a.id', found: 's.account_id', kinds })
  }
  const { accounts, contacts } = await findByWords(database, q, actor, candidates)
  return oneOf('a.id', [
    ...accounts.map(({ account }) => account.id),
    ...contacts.map(({ contact }) => contact.accountId),
  ])
}

/** The contacts `c` in which the words of `q` stand, as a condition; by the same rule as `accountsByWords`. */
export const contactsByWords = async (database: Database, q: string, actor: Actor): Promise<Predicate | undefined> => {
  if (!q.trim()) return undefined
  const plan = searchPlan(q)
  if (plan.kind !== 'WORDS') return byName('c.name', q)
  if (readsAllSearched(actor)) return byIndex(database, plan, { column: 'c.id', found: 's.id' })
  const { contacts } = await findByWords(database, q, actor, candidates)
  return oneOf(
    'c.id',
    contacts.map(({ contact }) => contact.id),
  )
}
