import type { MessageInitShape } from '@bufbuild/protobuf'
import type { CurrentSessionSchema } from '@rapport/proto/identity'
import { currentContext } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { grantsOf } from '../role/catalogue'
import { unionOf } from '../role/grants'
import { rolesOfUser } from '../role/role.queries'
import { presentGrants } from '../role/role.presenter'
import { presentTenant } from '../tenant/tenant.presenter'
import { ownTenant } from '../tenant/tenant.queries'
import { presentUser } from '../user/user.presenter'
import type { UserModel } from '../user/UserModel'

/** Who is signed in, in which company, and what they may do. The caller must be acting as that user. */
export const currentSession = async (
  { database }: IdentityDeps,
  user: UserModel,
): Promise<MessageInitShape<typeof CurrentSessionSchema>> => {
  const roles = await rolesOfUser(database, user.id)
  const roleIds = roles.map(({ id }) => id).sort()
  return {
    user: presentUser(user, roleIds, currentContext().actor),
    tenant: presentTenant(await ownTenant()),
    ...presentGrants(unionOf(roles.map(grantsOf))),
    apiKey: false,
  }
}
