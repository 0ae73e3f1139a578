import type { AuthenticateSessionRequest } from '@rapport/proto/identity'
import { raise, toTimestamp, unauthenticated, type Context } from '@rapport/chassis'
import { actingAs } from '../acting/acting'
import type { IdentityDeps } from '../deps'
import { userPrincipal } from '../principal/userPrincipal'
import { findSession, type FoundSession } from './findSession'
import { expiryAfterUse, isUseToNote } from './session'

const noteUse = ({ database }: IdentityDeps, { user, endsAt }: FoundSession, now: Date) =>
  database.execute(
    `UPDATE sessions s JOIN users u ON u.id = s.user_id AND u.tenant_id = s.tenant_id
     SET s.last_seen_at = :now, s.expires_at = :expiresAt, u.last_seen_at = :now
     WHERE s.tenant_id = :tenantId AND s.id = :sessionId`,
    { sessionId: user.sessionId, now, expiresAt: expiryAfterUse(endsAt, now) },
    { repeatable: true },
  )

/** Turns a session token into the principal behind it: two statements, and one more a minute to note the use. */
export const authenticateSession =
  (deps: IdentityDeps) =>
  async ({ sessionToken }: AuthenticateSessionRequest, context: Context) => {
    const now = deps.clock()
    const session = (await findSession(deps.database, sessionToken, now)) ?? raise(unauthenticated('session_invalid'))
    const isNoted = isUseToNote(session.lastSeenAt, now)
    return actingAs(context, session.user, async () => {
      if (isNoted) await noteUse(deps, session, now)
      return {
        principal: await userPrincipal(deps.database, session.user),
        expiresAt: toTimestamp(isNoted ? expiryAfterUse(session.endsAt, now) : session.expiresAt),
        rateLimit: 0,
      }
    })
  }
