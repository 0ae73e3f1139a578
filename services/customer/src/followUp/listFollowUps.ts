import { pageOf, type Context, type Deps } from '@rapport/chassis'
import type { ListFollowUpsRequest } from '@rapport/proto/customer'
import { presentFollowUp } from './followUp.presenter'
import { selectFollowUps, visibleFollowUps } from './followUp.queries'

/** One page of the follow-ups that the caller may see, latest first. */
export const listFollowUps =
  ({ database }: Deps) =>
  async (request: ListFollowUpsRequest, { actor }: Context) => {
    const { accountId } = request
    const owner = request.ownerId === 'me' ? actor.id : request.ownerId
    const page = pageOf(request, {
      sort: {
        key: 'happenedAt desc',
        index: accountId ? 'follow_ups_account' : owner ? 'follow_ups_owner' : 'follow_ups_happened',
        columns: [
          { column: 'f.happened_at', direction: 'desc', type: 'date' },
          { column: 'f.id', direction: 'desc', type: 'ascii' },
        ],
      },
      fingerprint: { accountId, owner },
    })
    const visible = visibleFollowUps(actor)
    const conditions = ['TRUE']
    if (accountId) conditions.push('f.account_id = :accountId')
    if (owner) conditions.push('f.owner_id = :owner')
    if (visible) conditions.push(visible.sql)
    if (page.where) conditions.push(page.where.sql)
    const rows = await selectFollowUps(
      database,
      `${conditions.join(' AND ')} ${page.orderBy} LIMIT :limit`,
      { accountId, owner, limit: page.limit, ...visible?.parameters, ...page.where?.parameters },
      { hint: page.hint },
    )
    const sealed = page.seal(rows, ({ happenedAt, id }) => [happenedAt, id])
    return { followUps: sealed.rows.map(presentFollowUp), nextPageToken: sealed.nextPageToken }
  }
