import type { AcceptInvitationRequest } from '@rapport/proto/identity'
import { audit, conflict, emit, invalid, raise, type Context, type Transaction } from '@rapport/chassis'
import { actingAs } from '../acting/acting'
import type { IdentityDeps } from '../deps'
import { weaknessOf } from '../password/password'
import { hashOfPassword } from '../password/passwordHash'
import { endSessions } from '../session/session.queries'
import { obstacleTo } from '../user/user'
import { userActivated } from '../user/user.events'
import { lockedUser } from '../user/user.queries'
import { findInvitation, type FoundInvitation } from './findInvitation'

const unusable = () => invalid({ field: 'token', reason: 'invitation_invalid' })

const redeem = async (
  { database }: IdentityDeps,
  { userId, tokenHash }: FoundInvitation,
  transaction: Transaction,
): Promise<void> => {
  const { affectedRows } = await database.execute(
    'DELETE FROM invitations WHERE tenant_id = :tenantId AND user_id = :userId AND token_hash = :tokenHash',
    { userId, tokenHash },
    { transaction },
  )
  if (affectedRows === 0) throw unusable()
}

/**
 * Sets the password of the user to whom the token was sent, once. For a user who was active already it is a reset: one-time
 * codes are switched off and all sessions end.
 */
export const acceptInvitation = (deps: IdentityDeps) => async (request: AcceptInvitationRequest, context: Context) => {
  const { database, clock } = deps
  const found = (await findInvitation(database, request.token, clock())) ?? raise(unusable())
  const weakness = weaknessOf(request.newPassword, [found.login, found.name, found.email])
  if (weakness) throw invalid({ field: 'newPassword', reason: weakness })
  const passwordHash = await hashOfPassword(request.newPassword)
  return actingAs(context, { id: found.userId, tenantId: found.tenantId, name: found.name }, () =>
    database.transaction(async (transaction) => {
      const user = await lockedUser(found.userId, transaction)
      await redeem(deps, found, transaction)
      const obstacle = obstacleTo('activate', user.state)
      if (obstacle) throw conflict(obstacle)
      const isReset = user.passwordHash !== null
      await user.update(
        {
          passwordHash,
          totpSecret: null,
          totpPendingSecret: null,
          state: 'ACTIVE',
          version: user.version + 1,
          updatedAt: clock(),
        },
        { transaction },
      )
      await endSessions(user.id, transaction)
      await emit(userActivated(user), transaction)
      await audit(
        {
          action: isReset ? 'identity.user.passwordReset' : 'identity.user.activated',
          objectType: 'user',
          objectId: user.id,
          objectName: user.name,
        },
        transaction,
      )
      return { login: user.login }
    }),
  )
}
