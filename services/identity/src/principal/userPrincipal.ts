import type { MessageInitShape } from '@bufbuild/protobuf'
import { Principal_Kind, type PrincipalSchema } from '@rapport/proto/identity'
import type { Database, Locale } from '@rapport/chassis'
import { grantsOf, type StoredRole } from '../role/catalogue'
import { unionOf } from '../role/grants'
import { presentGrants } from '../role/role.presenter'
import { organisationOf } from './organisationOf'

/** A signed-in user as far as their rights depend on it. */
export interface SignedInUser {
  readonly id: string
  readonly tenantId: number
  readonly sessionId: string
  readonly name: string
  readonly locale: Locale
  readonly departmentId: string | null
  readonly departmentPath: string | null
  readonly roles: readonly StoredRole[]
}

/** Who a signed-in user is and what all their roles together let them do. Reports are named only where a scope asks for them. */
export const userPrincipal = async (
  database: Database,
  user: SignedInUser,
): Promise<MessageInitShape<typeof PrincipalSchema>> => {
  const grants = unionOf(user.roles.map(grantsOf))
  const withReports = Object.values(grants.scopes).some((scope) => scope === 'REPORTS' || scope === 'TEAM')
  return {
    tenantId: user.tenantId,
    actorId: user.id,
    kind: Principal_Kind.USER,
    name: user.name,
    sessionId: user.sessionId,
    locale: user.locale,
    departmentId: user.departmentId ?? '',
    ...(await organisationOf(database, { userId: user.id, path: user.departmentPath ?? '', withReports })),
    ...presentGrants(grants),
  }
}
