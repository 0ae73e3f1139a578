import { setTimeout as pause } from 'node:timers/promises'
import type { SignInRequest } from '@rapport/proto/identity'
import { audit, toTimestamp, unauthenticated, type Context } from '@rapport/chassis'
import { actingAs, actingAsNobody } from '../acting/acting'
import { addressKey } from '../attempts/addressKey'
import { admitAttempt } from '../attempts/attempts'
import type { IdentityDeps } from '../deps'
import { hashOfPassword, isOutdated, passwordMatches } from '../password/passwordHash'
import { isOpen } from '../tenant/tenant'
import { maySignIn } from '../user/user'
import { currentSession } from './currentSession'
import { findUserByLogin, type UserToSignIn } from './findUserByLogin'
import { openSession } from './openSession'
import { sweep } from './sweep'

/** A refusal takes at least so long (ms): what is noted about known users takes time, and that time must tell nothing. */
const REFUSAL_TAKES = 250

const noteFailure = ({ database }: IdentityDeps, context: Context, user: UserToSignIn) =>
  actingAsNobody(context, user.tenantId, () =>
    database.transaction((transaction) =>
      audit(
        { action: 'identity.session.signInFailed', objectType: 'user', objectId: user.id, objectName: user.name },
        transaction,
      ),
    ),
  )

/** Whether the password is right for a user who may come in. It takes the same time for everybody. */
const isWelcome = async (user: UserToSignIn | undefined, password: string): Promise<boolean> => {
  const right = await passwordMatches(user?.passwordHash, password)
  return right && user !== undefined && maySignIn(user.state) && isOpen(user.tenantState)
}

/** Signs a user in. Unknown, disabled and wrong answer alike; a missing or wrong one-time code is told only to who knows the password. */
export const signIn = (deps: IdentityDeps) => async (request: SignInRequest, context: Context) => {
  const { database, clock } = deps
  const began = performance.now()
  const address = addressKey(context.ip)
  const login = request.login.trim()
  const user = await findUserByLogin(database, login, address, clock())
  const attempt = await admitAttempt(deps, {
    account: user?.id ?? `? ${login.toLowerCase()}`,
    address,
    known: user?.known ?? false,
  })
  const refuse = async (reason: string): Promise<never> => {
    if (user) await noteFailure(deps, context, user)
    await pause(Math.max(0, REFUSAL_TAKES - (performance.now() - began)))
    throw unauthenticated(reason)
  }
  if (!(await isWelcome(user, request.password)) || !user?.passwordHash) return refuse('sign_in_failed')

  const { passwordHash } = user
  const renewedHash = isOutdated(passwordHash) ? await hashOfPassword(request.password) : undefined
  const opened = await actingAs(context, user, () =>
    openSession(
      deps,
      { id: user.id, address, replaces: context.actor.sessionId },
      { passwordHash, renewedHash, totpCode: request.totpCode.trim() },
      attempt,
      context,
    ),
  )
  if ('refused' in opened) {
    if (opened.refused === 'totp_invalid') return refuse('totp_invalid')
    await attempt.withdrawn()
    throw unauthenticated('totp_required')
  }
  await sweep(database, clock())
  return {
    sessionToken: opened.token,
    expiresAt: toTimestamp(opened.session.endsAt),
    session: await actingAs(context, user, () => currentSession(deps, opened.user)),
  }
}
