import { invalid, notFound, raise, type Context } from '@rapport/chassis'
import { addressKey } from '../attempts/addressKey'
import { admitAttempt, type Attempt } from '../attempts/attempts'
import type { IdentityDeps } from '../deps'
import { passwordMatches } from '../password/passwordHash'
import { userById } from '../user/user.queries'
import type { UserModel } from '../user/UserModel'

/**
 * The caller proves again who they are before something that a thief of the session must not do. Throws when the password
 * in `field` is wrong, or when there were too many wrong ones. The attempt is to be told of success.
 */
export const provePassword = async (
  deps: IdentityDeps,
  { actor, ip }: Context,
  password: string,
  field: string,
): Promise<{ user: UserModel; attempt: Attempt }> => {
  const attempt = await admitAttempt(deps, { account: actor.id, address: addressKey(ip), known: true })
  const user = (await userById(actor.id)) ?? raise(notFound('user', actor.id))
  if (!(await passwordMatches(user.passwordHash, password))) throw invalid({ field, reason: 'password_wrong' })
  return { user, attempt }
}
