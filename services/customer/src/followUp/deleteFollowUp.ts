import { audit, checkVersion, emit } from '@rapport/chassis'
import type { DeleteFollowUpRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { activityAdded } from '../timeline/timeline.events'
import { removeActivities } from '../timeline/timeline.queries'
import { timelineKind } from './followUp'
import { FollowUpModel } from './FollowUpModel'
import { lockChangeableFollowUp } from './followUp.queries'
import { touchAccount } from './touchAccount'

/** Removes a follow-up and its timeline entry; the audit trail keeps its words. */
export const deleteFollowUp =
  ({ database, clock }: CustomerDeps) =>
  async ({ id, expectedVersion }: DeleteFollowUpRequest) =>
    database.command(async (transaction) => {
      const { followUp, account } = await lockChangeableFollowUp(database, id, transaction)
      checkVersion(followUp.version, expectedVersion)
      const now = clock()
      await FollowUpModel.update(
        { deletedAt: now, updatedAt: now, version: followUp.version + 1 },
        { where: { id }, transaction },
      )
      await removeActivities(id, transaction)
      await touchAccount(database, account.id, transaction)
      await emit(
        activityAdded({ id, accountId: account.id, kind: timelineKind(followUp.method) }, account),
        transaction,
      )
      await audit(
        {
          action: 'customer.followUp.deleted',
          objectType: 'followUp',
          objectId: id,
          objectName: account.name,
          changes: [{ field: 'content', before: JSON.stringify(followUp.content), after: '' }],
        },
        transaction,
      )
      return {}
    })
