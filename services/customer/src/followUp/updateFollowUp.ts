import { audit, changesOf, checkVersion, diff, emit, invalid, raise } from '@rapport/chassis'
import type { UpdateFollowUpRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { differences } from '../stored/differences'
import { activityAdded } from '../timeline/timeline.events'
import { changeActivities } from '../timeline/timeline.queries'
import { followUpChange, timelineKind } from './followUp'
import { FollowUpModel } from './FollowUpModel'
import { presentFollowUp } from './followUp.presenter'
import { contactNameOf, lockChangeableFollowUp } from './followUp.queries'
import { touchAccount } from './touchAccount'

/** Changes the fields of a follow-up that the caller names; its account stays. */
export const updateFollowUp =
  ({ database, clock }: CustomerDeps) =>
  async ({ id, followUp: input, updateMask, expectedVersion }: UpdateFollowUpRequest) => {
    const written = changesOf(
      input ?? raise(new Error('validation lets no request without follow-up through')),
      updateMask,
    )
    const now = clock()
    const change = followUpChange(written, now)
    return database.command(async (transaction) => {
      const { followUp: before, account } = await lockChangeableFollowUp(database, id, transaction)
      checkVersion(before.version, expectedVersion)
      if (change.accountId && change.accountId !== before.accountId) {
        throw invalid({ field: 'accountId', reason: 'field_fixed' })
      }
      if (!differences(before, change).length) return presentFollowUp(before)
      const next = { ...change, version: before.version + 1, updatedAt: now }
      const after = { ...before, ...next }
      const contactName = await contactNameOf(database, after, transaction)
      await FollowUpModel.update(next, { where: { id }, transaction })
      await changeActivities(
        id,
        {
          kind: timelineKind(after.method),
          method: after.method,
          content: after.content,
          happenedAt: after.happenedAt,
          nextAt: after.nextAt,
        },
        transaction,
      )
      await touchAccount(database, account.id, transaction)
      await emit(activityAdded({ id, accountId: account.id, kind: timelineKind(after.method) }, account), transaction)
      await audit(
        {
          action: 'customer.followUp.updated',
          objectType: 'followUp',
          objectId: id,
          objectName: account.name,
          changes: diff(before, after, { fields: ['method', 'content', 'happenedAt', 'nextAt', 'contactId'] }),
        },
        transaction,
      )
      return presentFollowUp({ ...after, accountName: account.name, contactName })
    })
  }
