import type { Deps } from '@rapport/chassis'
import type { GetFollowUpRequest } from '@rapport/proto/customer'
import { presentFollowUp } from './followUp.presenter'
import { visibleFollowUp } from './followUp.queries'

/** One follow-up that the caller may see. */
export const getFollowUp =
  ({ database }: Deps) =>
  async ({ id }: GetFollowUpRequest) =>
    presentFollowUp(await visibleFollowUp(database, id))
