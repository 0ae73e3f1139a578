import { holds, type Actor, type Database } from '@rapport/chassis'
import type { AccountRow } from '../account/AccountModel'
import { selectAccounts, visibleAccounts } from '../account/account.queries'
import { selectContacts } from '../contact/contact.queries'
import { whereMatched, type Match } from './match'
import { accountDocument, contactDocument } from './searchDocuments'
import { searchPlan } from './tokens'

type FoundContact = Awaited<ReturnType<typeof selectContacts>>[number]

/** Records in which words stand, and where. */
export interface Found {
  accounts: { account: AccountRow; match: Match }[]
  contacts: { contact: FoundContact; match: Match }[]
}

interface Candidate {
  id: string
  kind: string
}

/** How far a search goes. */
export interface Reach {
  /** At most so many candidates are looked at. */
  readonly limit: number
  /** When so many are among the newest records, others are not looked for; they are without it. */
  readonly enough?: number
}

/** So many records of a company are its newest. */
const NEWEST = 600

const newest = `(SELECT id FROM search_documents WHERE tenant_id = :tenantId ORDER BY account_id DESC LIMIT ${NEWEST}) newest
  STRAIGHT_JOIN search_documents s ON s.id = newest.id`

/** What `plan.query` asks of the index, as a condition on the words themselves. */
const withWords = (beginnings: string[][]) => {
  const name = (at: number, other: number) => `word${at}_${other}`
  const groups = beginnings.map((group, at) =>
    group.map((_, other) => `CONCAT(' ', s.tokens) LIKE :${name(at, other)}`).join(' OR '),
  )
  const patterns = beginnings.flatMap((group, at) =>
    group.map((beginning, other) => [name(at, other), `% ${beginning}%`] as const),
  )
  return { condition: `(${groups.join(') AND (')})`, parameters: Object.fromEntries(patterns) }
}

/**
 * Records in the actor's sight that the words of `q` may stand in. Words of which the newest records are full are not looked up in
 * the index: it weighs every record that has them before it names the first.
 */
const candidatesFor = async (database: Database, q: string, actor: Actor, { limit, enough }: Reach) => {
  const plan = searchPlan(q, actor.tenantId)
  if (plan.kind === 'NONE') return []
  const visible = visibleAccounts(actor)
  const kinds = holds(actor, 'customer.contact.read') ? '' : "AND s.kind = 'ACCOUNT'"
  const select = (from: string, condition: string, parameters: Record<string, unknown> = {}) =>
    database.select<Candidate>(
      `SELECT s.id, s.kind FROM ${from}
       JOIN accounts a ON a.id = s.account_id AND a.tenant_id = s.tenant_id AND a.deleted_at IS NULL
       WHERE s.tenant_id = :tenantId ${kinds} ${visible ? `AND ${visible.sql}` : ''} AND ${condition} LIMIT :limit`,
      { limit, ...parameters, ...visible?.parameters },
    )
  if (plan.kind === 'SCAN') return select('search_documents s', 'TRUE ORDER BY s.id DESC')
  if (enough !== undefined) {
    const { condition, parameters } = withWords(plan.beginnings)
    const found = await select(newest, condition, parameters)
    if (found.length >= enough) return found
  }
  const byIndex = 'MATCH (s.tokens) AGAINST (:words IN BOOLEAN MODE)'
  return select('search_documents s', byIndex, { words: plan.query })
}

/**
 * The living accounts and contacts in the actor's sight in which the words of `q` stand, in a field that the actor may read
 * in full: the index names the candidates, and the real values decide. Contacts are among them for those who may read contacts.
 */
export const findByWords = async (database: Database, q: string, actor: Actor, reach: Reach): Promise<Found> => {
  const candidates = await candidatesFor(database, q, actor, reach)
  const idsOf = (kind: string) => candidates.filter((candidate) => candidate.kind === kind).map(({ id }) => id)
  const accountIds = idsOf('ACCOUNT')
  const contactIds = idsOf('CONTACT')
  const accounts = accountIds.length ? await selectAccounts(database, 'a.id IN (:ids)', { ids: accountIds }) : []
  const contacts = contactIds.length ? await selectContacts(database, 'c.id IN (:ids)', { ids: contactIds }) : []
  return {
    accounts: accounts.flatMap((account) => {
      const match = whereMatched(accountDocument(account), q, actor, 'account')
      return match ? [{ account, match }] : []
    }),
    contacts: contacts.flatMap((contact) => {
      const match = whereMatched(contactDocument(contact), q, actor, 'contact')
      return match ? [{ contact, match }] : []
    }),
  }
}
