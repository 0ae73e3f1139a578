import { holds, type Actor, type Context } from '@rapport/chassis'
import { SearchHit_Kind, type SearchRequest } from '@rapport/proto/customer'
import type { AccountRow } from '../account/AccountModel'
import { selectAccounts, visibleAccounts } from '../account/account.queries'
import type { ContactRow } from '../contact/ContactModel'
import { selectContacts } from '../contact/contact.queries'
import type { CustomerDeps } from '../service'
import { accountDocument, contactDocument } from './searchDocuments'
import { rankOf, whereMatched, type Match } from './match'
import { searchPlan } from './tokens'

/** The index answers with at most this many candidates; the best of them are shown. */
const candidates = 200

interface Hit {
  kind: SearchHit_Kind
  id: string
  accountId: string
  name: string
  accountName: string
  ownerId: string
  match: Match
}

const hitOf = (actor: Actor, q: string, found: Omit<Hit, 'match'>, record: AccountRow | ContactRow): Hit[] => {
  const account = 'creditCode' in record
  const document = account ? accountDocument(record) : contactDocument(record)
  const match = whereMatched(document, q, actor.fieldRules, account ? 'account' : 'contact')
  return match ? [{ ...found, match }] : []
}

/** Finds accounts and contacts by what people remember of them; best matches first, only what the caller may see. */
export const search =
  ({ database }: CustomerDeps) =>
  async ({ q, limit }: SearchRequest, { actor }: Context) => {
    const plan = searchPlan(q, actor.tenantId)
    if (plan.kind === 'NONE') return { hits: [] }
    const visible = visibleAccounts(actor)
    const kinds = holds(actor, 'customer.contact.read') ? '' : "AND s.kind = 'ACCOUNT'"
    const condition =
      plan.kind === 'INDEX' ? 'MATCH (s.tokens) AGAINST (:words IN BOOLEAN MODE)' : 'TRUE ORDER BY s.id DESC'
    const found = await database.select<{ id: string; kind: string }>(
      `SELECT s.id, s.kind FROM search_documents s
       JOIN accounts a ON a.id = s.account_id AND a.tenant_id = s.tenant_id AND a.deleted_at IS NULL
       WHERE s.tenant_id = :tenantId ${kinds} ${visible ? `AND ${visible.sql}` : ''} AND ${condition} LIMIT ${candidates}`,
      { words: plan.kind === 'INDEX' ? plan.query : '', ...visible?.parameters },
    )
    const idsOf = (kind: string) => found.filter((hit) => hit.kind === kind).map(({ id }) => id)
    const accountIds = idsOf('ACCOUNT')
    const contactIds = idsOf('CONTACT')
    const accounts = accountIds.length ? await selectAccounts(database, 'a.id IN (:ids)', { ids: accountIds }) : []
    const contacts = contactIds.length ? await selectContacts(database, 'c.id IN (:ids)', { ids: contactIds }) : []
    const hits = [
      ...accounts.flatMap((account) => {
        const { id, name, ownerId } = account
        return hitOf(
          actor,
          q,
          { kind: SearchHit_Kind.ACCOUNT, id, accountId: id, name, accountName: name, ownerId },
          account,
        )
      }),
      ...contacts.flatMap((contact) => {
        const { id, accountId, name, accountName } = contact
        return hitOf(actor, q, { kind: SearchHit_Kind.CONTACT, id, accountId, name, accountName, ownerId: '' }, contact)
      }),
    ]
    const best = hits
      .sort((a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name, 'zh-CN'))
      .slice(0, limit || 20)
    return { hits: best.map(({ match, ...hit }) => ({ ...hit, matched: match.shown, matchedField: match.field })) }
  }
