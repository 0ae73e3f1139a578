import type { CustomerDeps } from '../service'
import { createFollowUp } from './createFollowUp'
import { deleteFollowUp } from './deleteFollowUp'
import { getFollowUp } from './getFollowUp'
import { listFollowUps } from './listFollowUps'
import { updateFollowUp } from './updateFollowUp'

/** Handlers of FollowUpService. */
export const followUpHandlers = (deps: CustomerDeps) => ({
  listFollowUps: listFollowUps(deps),
  getFollowUp: getFollowUp(deps),
  createFollowUp: createFollowUp(deps),
  updateFollowUp: updateFollowUp(deps),
  deleteFollowUp: deleteFollowUp(deps),
})
