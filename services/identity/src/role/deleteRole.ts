import type { DeleteRoleRequest } from '@rapport/proto/identity'
import { audit, checkVersion, conflict, emit, notFound, raise, type Context } from '@rapport/chassis'
import { countKeysWithRole } from '../apiKey/apiKey.queries'
import type { IdentityDeps } from '../deps'
import { lockOrganisation } from '../tenant/lockOrganisation'
import { grantsOf } from './catalogue'
import { ADMINISTRATOR } from './defaultRoles'
import { roleChanged } from './role.events'
import { mustHold } from './role.policy'
import { roleLabel } from './role.presenter'
import { holdersByRole } from './role.queries'
import { RoleModel } from './RoleModel'

/** Removes a role that neither users nor live API keys hold. */
export const deleteRole =
  ({ database }: IdentityDeps) =>
  async ({ id, expectedVersion }: DeleteRoleRequest, { actor }: Context) =>
    database.command(async (transaction) => {
      await lockOrganisation(database, transaction)
      const role = (await RoleModel.findByPk(id, { transaction, lock: true })) ?? raise(notFound('role', id))
      if (role.roleKey === ADMINISTRATOR) throw conflict('role_immutable')
      checkVersion(role.version, expectedVersion)
      mustHold(actor, grantsOf(role))
      const users = (await holdersByRole(database, transaction)).get(id) ?? 0
      const keys = await countKeysWithRole(id, transaction)
      if (users + keys > 0) throw conflict('role_in_use', { users, keys })
      await role.destroy({ transaction })
      await emit(roleChanged({ id, version: role.version + 1 }), transaction)
      await audit(
        { action: 'identity.role.deleted', objectType: 'role', objectId: id, objectName: roleLabel(role) },
        transaction,
      )
      return {}
    })
