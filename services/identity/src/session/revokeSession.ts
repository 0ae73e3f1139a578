import type { RevokeSessionRequest } from '@rapport/proto/identity'
import { audit, notFound, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { mustBePerson } from './session.policy'
import { SessionModel } from './SessionModel'

/** Ends one session of the caller, at once. */
export const revokeSession =
  ({ database }: IdentityDeps) =>
  async ({ id }: RevokeSessionRequest, { actor }: Context) => {
    mustBePerson(actor)
    return database.command(async (transaction) => {
      const ended = await SessionModel.destroy({ where: { id, userId: actor.id }, transaction })
      if (ended === 0) throw notFound('session', id)
      await audit(
        { action: 'identity.session.revoked', objectType: 'user', objectId: actor.id, objectName: actor.name },
        transaction,
      )
      return {}
    })
  }
