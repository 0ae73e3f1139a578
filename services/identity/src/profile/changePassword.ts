import type { ChangePasswordRequest } from '@rapport/proto/identity'
import { audit, invalid, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { normalised, weaknessOf } from '../password/password'
import { hashOfPassword } from '../password/passwordHash'
import { mustBePerson } from '../session/session.policy'
import { endSessions } from '../session/session.queries'
import { lockedUser } from '../user/user.queries'
import { provePassword } from './provePassword'

/** Changes the caller's password on proof of the old one; their other sessions and open invitation links end. */
export const changePassword =
  (deps: IdentityDeps) =>
  async ({ currentPassword, newPassword }: ChangePasswordRequest, context: Context) => {
    const { database, clock } = deps
    const { actor } = context
    mustBePerson(actor)
    const { user: known, attempt } = await provePassword(deps, context, currentPassword, 'currentPassword')
    const unchanged = normalised(newPassword) === normalised(currentPassword)
    const weakness = unchanged ? 'password_unchanged' : weaknessOf(newPassword, [known.login, known.name, known.email])
    if (weakness) {
      await attempt.withdrawn()
      throw invalid({ field: 'newPassword', reason: weakness })
    }
    const passwordHash = await hashOfPassword(newPassword)
    await database.transaction(async (transaction) => {
      const user = await lockedUser(actor.id, transaction)
      if (user.passwordHash !== known.passwordHash)
        throw invalid({ field: 'currentPassword', reason: 'password_wrong' })
      await user.update({ passwordHash, version: user.version + 1, updatedAt: clock() }, { transaction })
      await endSessions(user.id, transaction, actor.sessionId)
      await database.execute(
        'DELETE FROM invitations WHERE tenant_id = :tenantId AND user_id = :userId',
        { userId: user.id },
        { transaction },
      )
      await attempt.succeeded(transaction)
      await audit(
        { action: 'identity.user.passwordChanged', objectType: 'user', objectId: user.id, objectName: user.name },
        transaction,
      )
    })
    return {}
  }
