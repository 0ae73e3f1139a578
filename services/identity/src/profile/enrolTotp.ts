import type { EnrolTotpRequest } from '@rapport/proto/identity'
import { conflict, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { mustBePerson } from '../session/session.policy'
import { TOTP } from '../totp/purpose'
import { newTotpSecret, totpUri } from '../totp/totp'
import { lockedUser } from '../user/user.queries'

/** Makes a new secret for one-time codes, which waits for its first code. */
export const enrolTotp =
  ({ database, box }: IdentityDeps) =>
  async (_: EnrolTotpRequest, { actor }: Context) => {
    mustBePerson(actor)
    const secret = newTotpSecret()
    const login = await database.transaction(
      async (transaction) => {
        const user = await lockedUser(actor.id, transaction)
        if (user.totpSecret) throw conflict('totp_enabled')
        await user.update({ totpPendingSecret: box.seal(secret, TOTP) }, { transaction })
        return user.login
      },
      { repeatable: true },
    )
    return { secret, uri: totpUri(secret, login) }
  }
