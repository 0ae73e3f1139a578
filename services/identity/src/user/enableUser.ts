import type { EnableUserRequest } from '@rapport/proto/identity'
import { audit, conflict, diff, emit, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { mustOutrank } from '../role/role.policy'
import { rolesOfUser } from '../role/role.queries'
import { lockOrganisation } from '../tenant/lockOrganisation'
import { obstacleTo, stateWhenEnabled } from './user'
import { userActivated, userInvited } from './user.events'
import { presentUser } from './user.presenter'
import { lockedUser } from './user.queries'

/** Lets a disabled user in again, with the password they had; who never had one needs a new invitation. */
export const enableUser =
  ({ database, clock }: IdentityDeps) =>
  async ({ id }: EnableUserRequest, { actor }: Context) =>
    database.command(async (transaction) => {
      await lockOrganisation(database, transaction)
      const user = await lockedUser(id, transaction)
      const roles = await rolesOfUser(database, id, transaction)
      mustOutrank(actor, roles)
      const obstacle = obstacleTo('enable', user.state)
      if (obstacle) throw conflict(obstacle)
      const before = user.state
      const state = stateWhenEnabled(user.passwordHash !== null)
      await user.update({ state, version: user.version + 1, updatedAt: clock() }, { transaction })
      await emit(state === 'ACTIVE' ? userActivated(user) : userInvited(user), transaction)
      await audit(
        {
          action: 'identity.user.enabled',
          objectType: 'user',
          objectId: id,
          objectName: user.name,
          changes: diff({ state: before }, { state }),
        },
        transaction,
      )
      return presentUser(
        user,
        roles.map((role) => role.id),
        actor,
      )
    })
