import type { DisableTotpRequest } from '@rapport/proto/identity'
import { audit, conflict, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { mustBePerson } from '../session/session.policy'
import { lockedUser } from '../user/user.queries'
import { provePassword } from './provePassword'

/** Switches one-time codes off on proof of the password. */
export const disableTotp =
  (deps: IdentityDeps) =>
  async ({ password }: DisableTotpRequest, context: Context) => {
    const { database, clock } = deps
    mustBePerson(context.actor)
    const { attempt } = await provePassword(deps, context, password, 'password')
    return database.transaction(async (transaction) => {
      const user = await lockedUser(context.actor.id, transaction)
      if (!user.totpSecret) throw conflict('totp_not_enabled')
      await user.update(
        { totpSecret: null, totpPendingSecret: null, version: user.version + 1, updatedAt: clock() },
        { transaction },
      )
      await attempt.succeeded(transaction)
      await audit(
        { action: 'identity.user.totpDisabled', objectType: 'user', objectId: user.id, objectName: user.name },
        transaction,
      )
      return {}
    })
  }
