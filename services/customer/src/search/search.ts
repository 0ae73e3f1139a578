import type { Context } from '@rapport/chassis'
import { SearchHit_Kind, type SearchRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { findByWords } from './findByWords'
import { rankOf } from './match'

/** The index answers with at most this many candidates; the best of them are shown. */
const candidates = 200

/** Finds accounts and contacts by what people remember of them; best matches first, only what the caller may see. */
export const search =
  ({ database }: CustomerDeps) =>
  async ({ q, limit }: SearchRequest, { actor }: Context) => {
    const { accounts, contacts } = await findByWords(database, q, actor, candidates)
    const hits = [
      ...accounts.map(({ account: { id, name, ownerId }, match }) => {
        return { kind: SearchHit_Kind.ACCOUNT, id, accountId: id, name, accountName: name, ownerId, match }
      }),
      ...contacts.map(({ contact: { id, accountId, name, accountName }, match }) => {
        return { kind: SearchHit_Kind.CONTACT, id, accountId, name, accountName, ownerId: '', match }
      }),
    ]
    const best = hits
      .sort((a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name, 'zh-CN'))
      .slice(0, limit || 20)
    return { hits: best.map(({ match, ...hit }) => ({ ...hit, matched: match.value, matchedField: match.field })) }
  }
