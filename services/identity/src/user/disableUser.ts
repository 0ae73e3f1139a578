import type { DisableUserRequest } from '@rapport/proto/identity'
import { audit, conflict, diff, emit, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { mustOutrank } from '../role/role.policy'
import { rolesOfUser } from '../role/role.queries'
import { endSessions } from '../session/session.queries'
import { lockOrganisation } from '../tenant/lockOrganisation'
import { mustKeepAdministrator } from './mustKeepAdministrator'
import { obstacleTo } from './user'
import { userDisabled } from './user.events'
import { presentUser } from './user.presenter'
import { lockedUser } from './user.queries'

/** Disables a user: sessions end and invitations stop working at once. */
export const disableUser =
  ({ database, clock }: IdentityDeps) =>
  async ({ id }: DisableUserRequest, { actor }: Context) =>
    database.command(async (transaction) => {
      await lockOrganisation(database, transaction)
      const user = await lockedUser(id, transaction)
      const roles = await rolesOfUser(database, id, transaction)
      mustOutrank(actor, roles)
      if (id === actor.id) throw conflict('user_is_self')
      const obstacle = obstacleTo('disable', user.state)
      if (obstacle) throw conflict(obstacle)
      const before = user.state
      await user.update({ state: 'DISABLED', version: user.version + 1, updatedAt: clock() }, { transaction })
      await mustKeepAdministrator(database, roles, transaction)
      await endSessions(id, transaction)
      await database.execute(
        'DELETE FROM invitations WHERE tenant_id = :tenantId AND user_id = :id',
        { id },
        { transaction },
      )
      await emit(userDisabled(user), transaction)
      await audit(
        {
          action: 'identity.user.disabled',
          objectType: 'user',
          objectId: id,
          objectName: user.name,
          changes: diff({ state: before }, { state: user.state }),
        },
        transaction,
      )
      return presentUser(
        user,
        roles.map((role) => role.id),
        actor,
      )
    })
