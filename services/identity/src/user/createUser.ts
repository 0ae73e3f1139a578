import type { CreateUserRequest, UserInput } from '@rapport/proto/identity'
import { audit, diff, emit, invalid, raise, toTimestamp, type Context, type Transaction } from '@rapport/chassis'
import { departmentNamed } from '../department/department.queries'
import type { IdentityDeps } from '../deps'
import { issueInvitation, LINK } from '../invitation/issueInvitation'
import { grantsOf } from '../role/catalogue'
import { unionOf } from '../role/grants'
import { mustHold } from '../role/role.policy'
import { rolesOf, setRoles } from '../role/role.queries'
import { lockOrganisation } from '../tenant/lockOrganisation'
import { ownTenant } from '../tenant/tenant.queries'
import { violationsOf } from './user'
import { userInvited } from './user.events'
import { presentUser } from './user.presenter'
import { insertUser, managerNamed } from './user.queries'
import { detailsOf, type UserContent } from './userContent'

const contentOf = async (
  { database }: IdentityDeps,
  input: UserInput,
  userId: string,
  transaction: Transaction,
): Promise<UserContent> => {
  const { locale } = await ownTenant({ transaction })
  const department = await departmentNamed(input.departmentId, 'departmentId', transaction)
  const managerId = await managerNamed(database, input.managerId, userId, transaction)
  return {
    ...{ login: '', name: '', email: '', mobile: '', locale },
    ...detailsOf(input),
    departmentId: department?.id ?? null,
    managerId: managerId ?? null,
  }
}

/** Invites a user with roles that grant no more than the inviter holds. The answer holds the invitation link. */
export const createUser =
  (deps: IdentityDeps) =>
  async (request: CreateUserRequest, { actor }: Context) => {
    const { database, newId, box } = deps
    const input = request.user ?? raise(invalid({ field: 'user', reason: 'required' }))
    const violations = violationsOf(input)
    if (violations.length > 0) throw invalid(...violations)
    const { url, ...answer } = await database.command(async (transaction) => {
      await lockOrganisation(database, transaction)
      const roles = await rolesOf(input.roleIds, 'roleIds', transaction)
      mustHold(actor, unionOf(roles.map(grantsOf)), 'roleIds')
      const id = newId()
      const content = await contentOf(deps, input, id, transaction)
      const fresh = { id, tenantId: actor.tenantId, state: 'INVITED', passwordHash: null } as const
      const user = await insertUser(deps, { ...fresh, ...content }, 'login', transaction)
      await setRoles(database, id, input.roleIds, transaction)
      const { sealedUrl, expiresAt } = await issueInvitation(deps, id, transaction)
      await emit(userInvited(user), transaction)
      await audit(
        {
          action: 'identity.user.invited',
          objectType: 'user',
          objectId: id,
          objectName: user.name,
          changes: diff({}, { ...content, roleIds: input.roleIds }),
        },
        transaction,
      )
      return { user: presentUser(user, input.roleIds, actor), url: sealedUrl, expiresAt: toTimestamp(expiresAt) }
    })
    return { ...answer, url: box.open(url, LINK) }
  }
