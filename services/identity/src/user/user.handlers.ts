import type { IdentityDeps } from '../deps'
import { createUser } from './createUser'
import { disableUser } from './disableUser'
import { enableUser } from './enableUser'
import { getUser } from './getUser'
import { listUsers } from './listUsers'
import { reinviteUser } from './reinviteUser'
import { updateUser } from './updateUser'

/** The rpcs about users and the use cases that answer them. */
export const userHandlers = (deps: IdentityDeps) => ({
  listUsers: listUsers(deps),
  getUser: getUser(deps),
  createUser: createUser(deps),
  updateUser: updateUser(deps),
  disableUser: disableUser(deps),
  enableUser: enableUser(deps),
  reinviteUser: reinviteUser(deps),
})
