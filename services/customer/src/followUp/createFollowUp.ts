import { audit, columnValues, diff, emit, raise, type Context } from '@rapport/chassis'
import type { CreateFollowUpRequest } from '@rapport/proto/customer'
import { lockVisibleAccount } from '../account/account.queries'
import type { CustomerDeps } from '../service'
import { addActivities } from '../timeline/timeline.queries'
import { activityAdded } from '../timeline/timeline.events'
import { followUpChange, timelineKind } from './followUp'
import { FollowUpModel } from './FollowUpModel'
import { presentFollowUp } from './followUp.presenter'
import { contactNameOf } from './followUp.queries'
import { touchAccount } from './touchAccount'

/** Records a follow-up or note with an account that the caller may see, in the caller's name. */
export const createFollowUp =
  ({ database, clock, newId }: CustomerDeps) =>
  async ({ followUp: input }: CreateFollowUpRequest, context: Context) => {
    const written = input ?? raise(new Error('validation lets no request without follow-up through'))
    const now = clock()
    const change = followUpChange({ ...written, happenedAt: written.happenedAt, nextAt: written.nextAt }, now)
    return database.command(async (transaction) => {
      const account = await lockVisibleAccount(database, written.accountId, transaction)
      const row = {
        contactId: '',
        method: '',
        content: '',
        happenedAt: now,
        nextAt: null,
        ...change,
        id: newId(),
        accountId: account.id,
        ownerId: context.actor.id,
        ownerName: context.actor.name,
        version: 1,
        createdAt: now,
        updatedAt: now,
        deletedAt: null,
      }
      const contactName = await contactNameOf(database, row, transaction)
      await database.insertRows('follow_ups', [columnValues(FollowUpModel, row)], { transaction })
      await touchAccount(database, account.id, transaction)
      const activity = {
        id: newId(),
        accountId: account.id,
        kind: timelineKind(row.method),
        happenedAt: row.happenedAt,
        objectId: row.id,
        content: row.content,
        method: row.method,
        nextAt: row.nextAt,
      }
      await addActivities(database, context, [activity], transaction)
      await emit(activityAdded(activity, account), transaction)
      await audit(
        {
          action: 'customer.followUp.created',
          objectType: 'followUp',
          objectId: row.id,
          objectName: account.name,
          changes: diff({}, row, { fields: ['method', 'content', 'happenedAt', 'nextAt', 'contactId'] }),
        },
        transaction,
      )
      return presentFollowUp({ ...row, tenantId: context.actor.tenantId, accountName: account.name, contactName })
    })
  }
