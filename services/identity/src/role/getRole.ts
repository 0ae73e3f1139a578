import type { GetRoleRequest } from '@rapport/proto/identity'
import { notFound, raise } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { presentRole } from './role.presenter'
import { holdersByRole } from './role.queries'
import { RoleModel } from './RoleModel'

/** One role. */
export const getRole =
  ({ database }: IdentityDeps) =>
  async ({ id }: GetRoleRequest) => {
    const role = (await RoleModel.findByPk(id)) ?? raise(notFound('role', id))
    return presentRole(role, (await holdersByRole(database)).get(id) ?? 0)
  }
