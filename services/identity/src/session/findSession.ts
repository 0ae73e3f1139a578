import type { Database } from '@rapport/chassis'
import type { SignedInUser } from '../principal/userPrincipal'
import { storedRoleIn } from '../role/role.queries'
import { hashOfToken } from '../secrets/token'

/** A live session with its user and the user's roles. */
export interface FoundSession {
  readonly user: SignedInUser
  readonly lastSeenAt: Date
  readonly expiresAt: Date
  readonly endsAt: Date
}

type Row = Omit<SignedInUser, 'roles'> & Omit<FoundSession, 'user'> & { roleKey: string | null; permissions: unknown }

/**
 * The live session with this token, of whatever tenant: the token is all that is known. One row per role of the user, so that
 * one statement answers everything.
 */
export const findSession = async (database: Database, token: string, now: Date): Promise<FoundSession | undefined> => {
  const rows = await database.select<Row>(
    `SELECT s.id AS sessionId, s.tenant_id AS tenantId, s.last_seen_at AS lastSeenAt, s.expires_at AS expiresAt,
            s.ends_at AS endsAt, u.id, u.name, u.locale, u.department_id AS departmentId, d.path AS departmentPath,
            r.role_key AS roleKey, r.permissions, r.scopes, r.field_rules AS fieldRules
     FROM sessions s
     JOIN users u ON u.id = s.user_id AND u.tenant_id = s.tenant_id AND u.state = 'ACTIVE'
     JOIN tenants t ON t.id = s.tenant_id AND t.state IN ('TRIAL', 'ACTIVE')
     LEFT JOIN departments d ON d.id = u.department_id AND d.tenant_id = u.tenant_id
     LEFT JOIN user_roles ur ON ur.tenant_id = u.tenant_id AND ur.user_id = u.id
     LEFT JOIN roles r ON r.id = ur.role_id AND r.tenant_id = ur.tenant_id
     WHERE s.token_hash = :tokenHash AND s.expires_at > :now`,
    { tokenHash: hashOfToken(token), now },
    { crossTenant: true },
  )
  const [first] = rows
  if (!first) return undefined
  const { lastSeenAt, expiresAt, endsAt, ...user } = first
  const roles = rows.filter(({ permissions }) => permissions !== null).map(storedRoleIn)
  return { user: { ...user, roles }, lastSeenAt, expiresAt, endsAt }
}
