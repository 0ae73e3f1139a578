import { columnsOf, pageOf, readRow, type Context, type Deps } from '@rapport/chassis'
import { TimelineEntry_Kind, type ListTimelineRequest } from '@rapport/proto/customer'
import { visibleAccount } from '../account/account.queries'
import { ActivityModel } from './ActivityModel'
import { authorsSeen, maySeeAllFollowUps } from '../followUp/followUp.policy'
import { followUpKinds, unreadableKinds } from './timeline.policy'
import { presentEntry } from './timeline.presenter'

/** One page of what happened with an account, newest first. */
export const listTimeline =
  ({ database }: Deps) =>
  async (request: ListTimelineRequest, { actor }: Context) => {
    const { accountId } = request
    const account = await visibleAccount(database, accountId)
    const kinds = request.kinds.map((kind) => TimelineEntry_Kind[kind])
    const page = pageOf(request, {
      sort: {
        key: 'happenedAt',
        index: 'activities_account',
        columns: [
          { column: 't.happened_at', direction: 'desc', type: 'date' },
          { column: 't.id', direction: 'desc', type: 'ascii' },
        ],
      },
      fingerprint: { accountId, kinds },
    })
    const conditions = ['t.tenant_id = :tenantId', 't.account_id = :accountId']
    if (kinds.length) conditions.push('t.kind IN (:kinds)')
    const unread = unreadableKinds(actor)
    if (unread.length) conditions.push('t.kind NOT IN (:unread)')
    const authors = maySeeAllFollowUps(actor, account) ? undefined : authorsSeen(actor)
    if (authors) conditions.push('(t.kind NOT IN (:followUpKinds) OR t.actor_id IN (:authors))')
    if (page.where) conditions.push(page.where.sql)
    const rows = await database.select<Record<string, unknown>>(
      `SELECT ${columnsOf(ActivityModel, 't')} FROM activities t ${page.hint} WHERE ${conditions.join(' AND ')} ${page.orderBy} LIMIT :limit`,
      { accountId, kinds, unread, followUpKinds, authors, limit: page.limit, ...page.where?.parameters },
    )
    const sealed = page.seal(
      rows.map((row) => readRow(ActivityModel, row)),
      ({ happenedAt, id }) => [happenedAt, id],
    )
    return { entries: sealed.rows.map(presentEntry), nextPageToken: sealed.nextPageToken }
  }
