import type { IdentityDeps } from '../deps'
import { createRole } from './createRole'
import { deleteRole } from './deleteRole'
import { getPermissionCatalogue } from './getPermissionCatalogue'
import { getRole } from './getRole'
import { listRoles } from './listRoles'
import { updateRole } from './updateRole'

/** The rpcs about roles and the use cases that answer them. */
export const roleHandlers = (deps: IdentityDeps) => ({
  listRoles: listRoles(deps),
  getRole: getRole(deps),
  createRole: createRole(deps),
  updateRole: updateRole(deps),
  deleteRole: deleteRole(deps),
  getPermissionCatalogue: getPermissionCatalogue(),
})
