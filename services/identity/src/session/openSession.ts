import { audit, unauthenticated, type Context, type Transaction } from '@rapport/chassis'
import type { Attempt } from '../attempts/attempts'
import type { IdentityDeps } from '../deps'
import { hashOfToken, newToken } from '../secrets/token'
import { stepOfCode } from '../totp/totp'
import { TOTP } from '../totp/purpose'
import { maySignIn } from '../user/user'
import { lockedUser } from '../user/user.queries'
import type { UserModel } from '../user/UserModel'
import { lifetimeFrom } from './session'
import { SessionModel } from './SessionModel'

/** What a sign-in brings along besides the password. */
export interface Proof {
  /** Hash against which the password was found right; another one meanwhile means that the password was changed. */
  readonly passwordHash: string
  /** A new hash where the old one was made with other parameters. */
  readonly renewedHash: string | undefined
  readonly totpCode: string
}

export type Opened =
  | { readonly token: string; readonly session: SessionModel; readonly user: UserModel }
  | { readonly refused: 'totp_required' | 'totp_invalid' }

const short = (text: string, characters: number) => [...text].slice(0, characters).join('')

/** The step of the one-time code, the last step where the user needs none, or why the code does not do. */
const stepOrRefusal = ({ box, clock }: IdentityDeps, user: UserModel, code: string) => {
  if (!user.totpSecret) return user.totpLastStep
  if (code === '') return 'totp_required'
  return stepOfCode(box.open(user.totpSecret, TOTP), code, user.totpLastStep, clock()) ?? 'totp_invalid'
}

const insertSession = async (
  { clock, newId }: IdentityDeps,
  { id: userId, tenantId }: UserModel,
  { ip, userAgent }: Context,
  transaction: Transaction,
) => {
  const now = clock()
  const token = newToken()
  const session = await SessionModel.create(
    {
      ...{ id: newId(), tenantId, userId, tokenHash: hashOfToken(token) },
      ...{ ip: short(ip, 64), userAgent: short(userAgent, 300), createdAt: now, lastSeenAt: now, ...lifetimeFrom(now) },
    },
    { transaction },
  )
  return { token, session }
}

/** Opens a session for a user whose password was right: asks for the one-time code, notes the address, ends the session that is replaced. */
export const openSession = async (
  deps: IdentityDeps,
  { id, address, replaces }: { id: string; address: string; replaces: string },
  { passwordHash, renewedHash, totpCode }: Proof,
  attempt: Attempt,
  context: Context,
): Promise<Opened> =>
  deps.database.transaction(async (transaction) => {
    const user = await lockedUser(id, transaction)
    if (!maySignIn(user.state) || user.passwordHash !== passwordHash) throw unauthenticated('sign_in_failed')
    const step = stepOrRefusal(deps, user, totpCode)
    if (typeof step === 'string') return { refused: step }
    const now = deps.clock()
    await user.update(
      { totpLastStep: step, lastSeenAt: now, passwordHash: renewedHash ?? passwordHash },
      { transaction },
    )
    if (replaces) await SessionModel.destroy({ where: { id: replaces, userId: id }, transaction })
    const { token, session } = await insertSession(deps, user, context, transaction)
    await deps.database.execute(
      `INSERT INTO known_addresses (tenant_id, user_id, address, signed_in_at) VALUES (:tenantId, :id, :address, :now)
       ON DUPLICATE KEY UPDATE signed_in_at = :now`,
      { id, address, now },
      { transaction },
    )
    await attempt.succeeded(transaction)
    await audit(
      { action: 'identity.session.signedIn', objectType: 'user', objectId: id, objectName: user.name },
      transaction,
    )
    return { token, session, user }
  })
