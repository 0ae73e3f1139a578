import { holds, type Actor, type Database } from '@rapport/chassis'
import type { AccountRow } from '../account/AccountModel'
import { selectAccounts, visibleAccounts } from '../account/account.queries'
import { selectContacts } from '../contact/contact.queries'
import { whereMatched, type Match } from './match'
import { accountDocument, contactDocument } from './searchDocuments'
import { searchPlan } from './tokens'
import { documentsWith } from './wordIndex'

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

/** At most `limit` records in the actor's sight that the words of `q` may stand in. */
const candidatesFor = async (database: Database, q: string, actor: Actor, limit: number): Promise<Candidate[]> => {
  const plan = searchPlan(q)
  if (plan.kind === 'NONE') return []
  const visible = visibleAccounts(actor)
  const kinds = holds(actor, 'customer.contact.read') ? '' : "AND s.kind = 'ACCOUNT'"
  const { from, where, order, parameters } =
    plan.kind === 'WORDS'
      ? await documentsWith(database, plan.conditions)
      : { from: 'search_documents s', where: 's.tenant_id = :tenantId', order: 'ORDER BY s.id DESC', parameters: {} }
  return database.select<Candidate>(
    `SELECT s.id, s.kind FROM ${from}
     STRAIGHT_JOIN accounts a ON a.id = s.account_id AND a.tenant_id = s.tenant_id AND a.deleted_at IS NULL
     WHERE ${where} ${kinds} ${visible ? `AND ${visible.sql}` : ''} ${order} LIMIT :limit`,
    { limit, ...parameters, ...visible?.parameters },
  )
}

/**
 * The living accounts and contacts in the actor's sight in which the words of `q` stand, in a field that the actor may read
 * in full: the index names the candidates, and the real values decide. Contacts are among them for those who may read contacts.
 */
export const findByWords = async (database: Database, q: string, actor: Actor, limit: number): Promise<Found> => {
  const candidates = await candidatesFor(database, q, actor, limit)
  const idsOf = (kind: string) => [
    ...new Set(candidates.filter((candidate) => candidate.kind === kind).map(({ id }) => id)),
  ]
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
