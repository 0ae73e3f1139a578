import type { Context } from '@rapport/chassis'
import { SearchHit_Kind, type SearchRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { findByWords } from './findByWords'
import { rankOf } from './match'

/** The best of so many candidates are shown. */
const candidates = 100
/** Finds accounts and contacts by what people remember of them; best matches first, only what the caller may see. */
export const search =
  ({ database }: CustomerDeps) =>
  async ({ q, limit }: SearchRequest, { actor }: Context) => {
    const shown = limit || 20
    const { accounts, contacts } = await findByWords(database, q, actor, candidates)
    const hits = [
      ...accounts.map(({ account: { id, name, ownerId }, match }) => {
        return { kind: SearchHit_Kind.ACCOUNT, id, accountId: id, name, accountName: name, ownerId, match }
      }),
      ...contacts.map(({ contact: { id, accountId, name, accountName }, match }) => {
        return { kind: SearchHit_Kind.CONTACT, id, accountId, name, accountName, ownerId: '', match }
      }),
    ]
    const best = hits.sort((a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name, 'zh-CN')).slice(0, shown)
    return { hits: best.map(({ match, ...hit }) => ({ ...hit, matched: match.value, matchedField: match.field })) }
  }
