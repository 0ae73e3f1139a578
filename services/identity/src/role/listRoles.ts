import type { IdentityDeps } from '../deps'
import { presentRole } from './role.presenter'
import { holdersByRole } from './role.queries'
import { RoleModel } from './RoleModel'

/** All roles of the company, by name. */
export const listRoles =
  ({ database }: IdentityDeps) =>
  async () => {
    const [roles, holders] = await Promise.all([
      RoleModel.findAll({ order: ['nameEn', 'id'] }),
      holdersByRole(database),
    ])
    return { roles: roles.map((role) => presentRole(role, holders.get(role.id) ?? 0)) }
  }
