import type { UpdateProfileRequest } from '@rapport/proto/identity'
import { audit, changesOf, diff, emit, invalid, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { roleIdsByUser } from '../role/role.queries'
import { mustBePerson } from '../session/session.policy'
import { violationsOf } from '../user/user'
import { userUpdated } from '../user/user.events'
import { presentUser } from '../user/user.presenter'
import { lockedUser } from '../user/user.queries'
import { detailsOf } from '../user/userContent'

/** Changes name, language or mobile of the caller. */
export const updateProfile =
  ({ database, clock }: IdentityDeps) =>
  async ({ profile, updateMask }: UpdateProfileRequest, { actor }: Context) => {
    mustBePerson(actor)
    const given = profile ? changesOf(profile, updateMask) : {}
    const violations = violationsOf(given)
    if (violations.length > 0) throw invalid(...violations)
    return database.command(async (transaction) => {
      const user = await lockedUser(actor.id, transaction)
      const { name, locale, mobile } = user
      const after = { name, locale, mobile, ...detailsOf(given) }
      const changes = diff({ name, locale, mobile }, after)
      if (changes.length > 0) {
        await user.update({ ...after, version: user.version + 1, updatedAt: clock() }, { transaction })
        await emit(userUpdated(user), transaction)
        await audit(
          { action: 'identity.user.updated', objectType: 'user', objectId: user.id, objectName: user.name, changes },
          transaction,
        )
      }
      return presentUser(user, (await roleIdsByUser(database, [user.id], transaction)).get(user.id) ?? [], actor)
    })
  }
