import type { ReinviteUserRequest } from '@rapport/proto/identity'
import { audit, conflict, toTimestamp, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { issueInvitation, LINK } from '../invitation/issueInvitation'
import { mustOutrank } from '../role/role.policy'
import { rolesOfUser } from '../role/role.queries'
import { obstacleTo } from './user'
import { presentUser } from './user.presenter'
import { lockedUser } from './user.queries'

/**
 * Makes a new invitation link; earlier ones stop working. For an active user it is a reset: the old password and one-time
 * codes count until the link is used.
 */
export const reinviteUser =
  (deps: IdentityDeps) =>
  async ({ id }: ReinviteUserRequest, { actor }: Context) => {
    const { database, box } = deps
    const { url, ...answer } = await database.command(async (transaction) => {
      const user = await lockedUser(id, transaction)
      const roles = await rolesOfUser(database, id, transaction)
      mustOutrank(actor, roles)
      const obstacle = obstacleTo('invite', user.state)
      if (obstacle) throw conflict(obstacle)
      const { sealedUrl, expiresAt } = await issueInvitation(deps, id, transaction)
      await audit(
        { action: 'identity.user.reinvited', objectType: 'user', objectId: id, objectName: user.name },
        transaction,
      )
      const roleIds = roles.map((role) => role.id)
      return { user: presentUser(user, roleIds, actor), url: sealedUrl, expiresAt: toTimestamp(expiresAt) }
    })
    return { ...answer, url: box.open(url, LINK) }
  }
