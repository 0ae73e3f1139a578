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

/**
 * The living accounts and contacts in the actor's sight in which the words of `q` stand, in a field that the actor may read
 * in full: the index names the candidates, at most `limit`, and the real values decide. Contacts are among them for those who
 * may read contacts.
 */
export const findByWords = async (database: Database, q: string, actor: Actor, limit: number): Promise<Found> => {
  const plan = searchPlan(q, actor.tenantId)
  if (plan.kind === 'NONE') return { accounts: [], contacts: [] }
  const visible = visibleAccounts(actor)
  const kinds = holds(actor, 'customer.contact.read') ? '' : "AND s.kind = 'ACCOUNT'"
  const condition =
    plan.kind === 'INDEX' ? 'MATCH (s.tokens) AGAINST (:words IN BOOLEAN MODE)' : 'TRUE ORDER BY s.id DESC'
  const candidates = await database.select<{ id: string; kind: string }>(
    `SELECT s.id, s.kind FROM search_documents s
     JOIN accounts a ON a.id = s.account_id AND a.tenant_id = s.tenant_id AND a.deleted_at IS NULL
     WHERE s.tenant_id = :tenantId ${kinds} ${visible ? `AND ${visible.sql}` : ''} AND ${condition} LIMIT :limit`,
    { words: plan.kind === 'INDEX' ? plan.query : '', limit, ...visible?.parameters },
  )
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
