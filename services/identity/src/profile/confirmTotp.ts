import type { ConfirmTotpRequest } from '@rapport/proto/identity'
import { audit, conflict, invalid, raise, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { mustBePerson } from '../session/session.policy'
import { TOTP } from '../totp/purpose'
import { stepOfCode } from '../totp/totp'
import { lockedUser } from '../user/user.queries'

/** Switches one-time codes on with the first code of the new secret; that code does not count again at sign-in. */
export const confirmTotp =
  ({ database, box, clock }: IdentityDeps) =>
  async ({ code }: ConfirmTotpRequest, { actor }: Context) => {
    mustBePerson(actor)
    return database.transaction(async (transaction) => {
      const user = await lockedUser(actor.id, transaction)
      const sealed = user.totpPendingSecret ?? raise(conflict('totp_not_enrolled'))
      const step = stepOfCode(box.open(sealed, TOTP), code, 0, clock())
      if (step === undefined) throw invalid({ field: 'code', reason: 'totp_invalid' })
      await user.update(
        {
          totpSecret: sealed,
          totpPendingSecret: null,
          totpLastStep: step,
          version: user.version + 1,
          updatedAt: clock(),
        },
        { transaction },
      )
      await audit(
        { action: 'identity.user.totpEnabled', objectType: 'user', objectId: user.id, objectName: user.name },
        transaction,
      )
      return {}
    })
  }
