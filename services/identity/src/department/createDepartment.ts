import type { CreateDepartmentRequest } from '@rapport/proto/identity'
import { audit, conflict, diff, emit, invalid, raise, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { lockOrganisation } from '../tenant/lockOrganisation'
import { DEEPEST, depthOf, pathOf, violationsOf } from './department'
import { departmentChanged } from './department.events'
import { departmentLabel, presentDepartment } from './department.presenter'
import { departmentNamed } from './department.queries'
import { DepartmentModel } from './DepartmentModel'

/** Adds a department at the top or below another. */
export const createDepartment =
  ({ database, clock, newId }: IdentityDeps) =>
  async ({ department: input }: CreateDepartmentRequest, { actor }: Context) => {
    const { nameZh, nameEn, parentId } = input ?? raise(invalid({ field: 'department', reason: 'required' }))
    const violations = violationsOf({ nameZh, nameEn })
    if (violations.length > 0) throw invalid(...violations)
    return database.command(async (transaction) => {
      await lockOrganisation(database, transaction)
      const parent = await departmentNamed(parentId, 'parentId', transaction)
      const id = newId()
      const path = pathOf(id, parent)
      if (depthOf(path) > DEEPEST) throw conflict('department_too_deep', { deepest: DEEPEST })
      const now = clock()
      const content = { nameZh: nameZh.trim(), nameEn: nameEn.trim(), parentId: parent?.id ?? null }
      const department = await DepartmentModel.create(
        { id, tenantId: actor.tenantId, ...content, path, version: 1, createdAt: now, updatedAt: now },
        { transaction },
      )
      await emit(departmentChanged(department), transaction)
      await audit(
        {
          action: 'identity.department.created',
          objectType: 'department',
          objectId: id,
          objectName: departmentLabel(department),
          changes: diff({}, content),
        },
        transaction,
      )
      return presentDepartment(department)
    })
  }
