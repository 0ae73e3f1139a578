import { invalid, raise, type Transaction } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { defaultDepartments } from './defaultDepartments'
import { pathOf } from './department'
import { DepartmentModel } from './DepartmentModel'

/** The department that `field` of a request names, or undefined when it names none. Throws when it does not exist. */
export const departmentNamed = async (
  id: string,
  field: string,
  transaction: Transaction,
): Promise<DepartmentModel | undefined> =>
  id === ''
    ? undefined
    : ((await DepartmentModel.findByPk(id, { transaction })) ?? raise(invalid({ field, reason: 'department_unknown' })))

/** Makes the departments that a new company starts with. */
export const insertDefaultDepartments = async (
  { clock, newId }: IdentityDeps,
  tenantId: number,
  transaction: Transaction,
): Promise<void> => {
  const now = clock()
  await DepartmentModel.bulkCreate(
    defaultDepartments.map((names) => {
      const id = newId()
      return { id, tenantId, ...names, parentId: null, path: pathOf(id), version: 1, createdAt: now, updatedAt: now }
    }),
    { transaction },
  )
}
