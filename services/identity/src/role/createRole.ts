import { contract } from '@rapport/proto'
import type { CreateRoleRequest } from '@rapport/proto/identity'
import { audit, diff, emit, invalid, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { lockOrganisation } from '../tenant/lockOrganisation'
import { contentOf, violationsOf } from './role'
import { roleChanged } from './role.events'
import { mustHold } from './role.policy'
import { presentRole, roleLabel } from './role.presenter'
import { RoleModel } from './RoleModel'

/** Adds a role that grants no more than its maker holds. */
export const createRole =
  ({ database, clock, newId }: IdentityDeps) =>
  async ({ role: input }: CreateRoleRequest, { actor }: Context) => {
    const violations = violationsOf(input ?? {}, contract())
    if (violations.length > 0) throw invalid(...violations)
    const content = { nameZh: '', nameEn: '', permissions: [], scopes: {}, fieldRules: {}, ...contentOf(input ?? {}) }
    mustHold(actor, content)
    return database.command(async (transaction) => {
      await lockOrganisation(database, transaction)
      const now = clock()
      const role = await RoleModel.create(
        {
          id: newId(),
          tenantId: actor.tenantId,
          roleKey: null,
          ...content,
          version: 1,
          createdAt: now,
          updatedAt: now,
        },
        { transaction },
      )
      await emit(roleChanged(role), transaction)
      await audit(
        {
          action: 'identity.role.created',
          objectType: 'role',
          objectId: role.id,
          objectName: roleLabel(role),
          changes: diff({}, content),
        },
        transaction,
      )
      return presentRole(role, 0)
    })
  }
