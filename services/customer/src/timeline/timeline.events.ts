import { fact, type Fact } from '@rapport/chassis'
import { ActivityAddedSchema } from '@rapport/proto/customer'
import { sightOf } from '../account/account.events'
import type { AccountRow } from '../account/AccountModel'
import type { Activity } from './timeline.queries'

/** Something was added to, changed on or removed from the timeline of an account by hand. */
export const activityAdded = (
  { id, accountId, kind }: Pick<Activity, 'id' | 'accountId' | 'kind'>,
  account: AccountRow,
): Fact =>
  fact(
    ActivityAddedSchema,
    { activityId: id, accountId, kind },
    { type: 'activity', id, version: 1, ...sightOf(account) },
  )
