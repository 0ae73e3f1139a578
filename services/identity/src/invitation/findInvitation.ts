import type { Database, Locale } from '@rapport/chassis'
import { hashOfToken } from '../secrets/token'

/** A live invitation and the user to whom it was sent. */
export interface FoundInvitation {
  readonly userId: string
  readonly tenantId: number
  readonly tokenHash: string
  readonly login: string
  readonly name: string
  readonly email: string
  readonly locale: Locale
}

/** The live invitation with this token, of whatever tenant: its holder is not signed in. */
export const findInvitation = async (
  database: Database,
  token: string,
  now: Date,
): Promise<FoundInvitation | undefined> => {
  const [found] = await database.select<FoundInvitation>(
    `SELECT i.user_id AS userId, i.tenant_id AS tenantId, i.token_hash AS tokenHash, u.login, u.name, u.email, u.locale
     FROM invitations i
     JOIN users u ON u.id = i.user_id AND u.tenant_id = i.tenant_id
     JOIN tenants t ON t.id = i.tenant_id
     WHERE i.token_hash = :tokenHash AND i.expires_at > :now AND t.state IN ('TRIAL', 'ACTIVE')`,
    { tokenHash: hashOfToken(token), now },
    { crossTenant: true },
  )
  return found
}
