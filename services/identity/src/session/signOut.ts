import type { SignOutRequest } from '@rapport/proto/identity'
import { audit, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { mustBePerson } from './session.policy'
import { SessionModel } from './SessionModel'

/** Ends the session of the call. */
export const signOut =
  ({ database }: IdentityDeps) =>
  async (_: SignOutRequest, { actor }: Context) => {
    mustBePerson(actor)
    await database.transaction(async (transaction) => {
      const ended = await SessionModel.destroy({ where: { id: actor.sessionId, userId: actor.id }, transaction })
      if (ended === 0) return
      await audit(
        { action: 'identity.session.signedOut', objectType: 'user', objectId: actor.id, objectName: actor.name },
        transaction,
      )
    })
    return {}
  }
