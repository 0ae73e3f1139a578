import { contract } from '@rapport/proto'
import type { UpdateRoleRequest } from '@rapport/proto/identity'
import {
  audit,
  changesOf,
  checkVersion,
  conflict,
  diff,
  emit,
  invalid,
  notFound,
  raise,
  type Context,
} from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { lockOrganisation } from '../tenant/lockOrganisation'
import { grantsOf } from './catalogue'
import { ADMINISTRATOR } from './defaultRoles'
import { contentIn, contentOf, violationsOf } from './role'
import { roleChanged } from './role.events'
import { mustHold } from './role.policy'
import { presentRole, roleLabel } from './role.presenter'
import { holdersByRole } from './role.queries'
import { RoleModel } from './RoleModel'

/** Changes a role. Who changes it must hold what it grants before and after. */
export const updateRole =
  ({ database, clock }: IdentityDeps) =>
  async ({ id, role: input, updateMask, expectedVersion }: UpdateRoleRequest, { actor }: Context) => {
    const given = input ? changesOf(input, updateMask) : {}
    const violations = violationsOf(given, contract())
    if (violations.length > 0) throw invalid(...violations)
    return database.command(async (transaction) => {
      await lockOrganisation(database, transaction)
      const role = (await RoleModel.findByPk(id, { transaction, lock: true })) ?? raise(notFound('role', id))
      if (role.roleKey === ADMINISTRATOR) throw conflict('role_immutable')
      checkVersion(role.version, expectedVersion)
      const before = contentIn(role)
      const after = { ...before, ...contentOf(given) }
      mustHold(actor, grantsOf(role))
      mustHold(actor, after)
      const changes = diff(before, after)
      if (changes.length > 0) {
        await role.update({ ...after, version: role.version + 1, updatedAt: clock() }, { transaction })
        await emit(roleChanged(role), transaction)
        await audit(
          { action: 'identity.role.updated', objectType: 'role', objectId: id, objectName: roleLabel(role), changes },
          transaction,
        )
      }
      return presentRole(role, (await holdersByRole(database, transaction)).get(id) ?? 0)
    })
  }
