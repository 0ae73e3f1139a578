import { readRow, type Database, type Locale } from '@rapport/chassis'
import type { StoredRole } from '../role/catalogue'
import { storedRoleIn } from '../role/role.queries'
import { hashOfToken } from '../secrets/token'
import { ApiKeyModel } from './ApiKeyModel'

/** A key of an open company with the role it has. */
export interface FoundApiKey {
  readonly id: string
  readonly tenantId: number
  readonly name: string
  readonly locale: Locale
  readonly ipAllowList: readonly string[]
  readonly rateLimit: number
  readonly expiresAt: Date
  readonly revokedAt: Date | null
  readonly lastUsedAt: Date | null
  readonly role: StoredRole
}

type Row = Omit<FoundApiKey, 'role'> & Record<string, unknown>

/** The key with this secret, of whatever tenant: the secret is all that is known. */
export const findApiKey = async (database: Database, secret: string): Promise<FoundApiKey | undefined> => {
  const [row] = await database.select<Row>(
    `SELECT k.id, k.tenant_id AS tenantId, k.name, t.locale, k.ip_allow_list AS ipAllowList, k.rate_limit AS rateLimit,
            k.expires_at AS expiresAt, k.revoked_at AS revokedAt, k.last_used_at AS lastUsedAt,
            r.role_key AS roleKey, r.permissions, r.scopes, r.field_rules AS fieldRules
     FROM api_keys k
     JOIN tenants t ON t.id = k.tenant_id AND t.state IN ('TRIAL', 'ACTIVE')
     JOIN roles r ON r.id = k.role_id AND r.tenant_id = k.tenant_id
     WHERE k.secret_hash = :secretHash`,
    { secretHash: hashOfToken(secret) },
    { crossTenant: true },
  )
  if (!row) return undefined
  const { ipAllowList } = readRow(ApiKeyModel, { ...row })
  return { ...row, ipAllowList, role: storedRoleIn(row) }
}
