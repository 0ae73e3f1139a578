import type { Database, Locale } from '@rapport/chassis'
import type { TenantState } from '../tenant/tenant'
import type { UserState } from '../user/user'

const DAY = 86_400_000

/** How long an address stays known to an account after the last sign-in from it (ms). */
export const KNOWN_FOR = 90 * DAY

/** What signing in needs to know of a user. */
export interface UserToSignIn {
  readonly id: string
  readonly tenantId: number
  readonly login: string
  readonly name: string
  readonly locale: Locale
  readonly state: UserState
  readonly tenantState: TenantState
  readonly passwordHash: string | null
  /** Whether the user was signed in from the address before. */
  readonly known: boolean
}

/**
 * The user of whatever tenant with this login, or with this e-mail address where only one user has it. Nobody is signed in yet, so
 * that the tenant is not known.
 */
export const findUserByLogin = async (
  database: Database,
  login: string,
  address: string,
  now: Date,
): Promise<UserToSignIn | undefined> => {
  const rows = await database.select<Omit<UserToSignIn, 'known'> & { byLogin: number; known: number }>(
    `SELECT u.id, u.tenant_id AS tenantId, u.login, u.name, u.locale, u.state, t.state AS tenantState,
            u.password_hash AS passwordHash, u.login = :login AS byLogin,
            EXISTS (SELECT 1 FROM known_addresses k WHERE k.tenant_id = u.tenant_id AND k.user_id = u.id
                    AND k.address = :address AND k.signed_in_at > :since) AS known
     FROM (SELECT id FROM users WHERE login = :login UNION SELECT id FROM users WHERE email = :login) found
     STRAIGHT_JOIN users u ON u.id = found.id
     JOIN tenants t ON t.id = u.tenant_id
     ORDER BY byLogin DESC LIMIT 2`,
    { login, address, since: new Date(now.getTime() - KNOWN_FOR) },
    { crossTenant: true },
  )
  const [first, second] = rows
  if (!first || (!first.byLogin && second)) return undefined
  const { byLogin: _, ...user } = first
  return { ...user, known: Boolean(first.known) }
}
