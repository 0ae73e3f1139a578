import type { DeleteDepartmentRequest } from '@rapport/proto/identity'
import { audit, checkVersion, conflict, emit, notFound, raise } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { lockOrganisation } from '../tenant/lockOrganisation'
import { countUsersIn } from '../user/user.queries'
import { departmentChanged } from './department.events'
import { departmentLabel } from './department.presenter'
import { DepartmentModel } from './DepartmentModel'

/** Removes a department that has neither users, whatever their state, nor departments below it. */
export const deleteDepartment =
  ({ database }: IdentityDeps) =>
  async ({ id, expectedVersion }: DeleteDepartmentRequest) =>
    database.command(async (transaction) => {
      await lockOrganisation(database, transaction)
      const department =
        (await DepartmentModel.findByPk(id, { transaction, lock: true })) ?? raise(notFound('department', id))
      checkVersion(department.version, expectedVersion)
      const users = await countUsersIn(id, transaction)
      const departments = await DepartmentModel.count({ where: { parentId: id }, transaction })
      if (users + departments > 0) throw conflict('department_not_empty', { users, departments })
      await department.destroy({ transaction })
      await emit(departmentChanged({ id, version: department.version + 1 }), transaction)
      await audit(
        {
          action: 'identity.department.deleted',
          objectType: 'department',
          objectId: id,
          objectName: departmentLabel(department),
        },
        transaction,
      )
      return {}
    })
