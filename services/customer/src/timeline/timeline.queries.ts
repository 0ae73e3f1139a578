import { columnValues, type Context, type Database, type Transaction } from '@rapport/chassis'
import { ActivityModel, type ActivityRow } from './ActivityModel'

/** What is particular to one timeline entry. */
export interface Activity extends Pick<ActivityRow, 'id' | 'accountId' | 'kind' | 'happenedAt'> {
  objectId?: string
  content?: string
  method?: string
  changedFields?: string[]
  nextAt?: Date | null
}

/** Puts entries on the timelines of their accounts, in the name of the caller. */
export const addActivities = async (
  database: Database,
  { actor }: Context,
  activities: Activity[],
  transaction: Transaction,
): Promise<void> => {
  if (!activities.length) return
  const rows = activities.map((activity) =>
    columnValues(ActivityModel, {
      objectId: '',
      content: '',
      method: '',
      changedFields: [],
      nextAt: null,
      actorId: actor.id,
      actorName: actor.name,
      ...activity,
    }),
  )
  await database.insertRows('activities', rows, { transaction })
}

/** Brings the entries of a follow-up or contact up to date with it. */
export const changeActivities = async (
  objectId: string,
  change: Partial<Pick<ActivityRow, 'kind' | 'method' | 'content' | 'happenedAt' | 'nextAt'>>,
  transaction: Transaction,
): Promise<void> => {
  await ActivityModel.update(change, { where: { objectId }, transaction })
}

/** Takes the entries of a follow-up off the timeline. */
export const removeActivities = async (objectId: string, transaction: Transaction): Promise<void> => {
  await ActivityModel.destroy({ where: { objectId }, transaction })
}
