import type { GetDepartmentRequest } from '@rapport/proto/identity'
import { notFound, raise } from '@rapport/chassis'
import { presentDepartment } from './department.presenter'
import { DepartmentModel } from './DepartmentModel'

/** One department. */
export const getDepartment =
  () =>
  async ({ id }: GetDepartmentRequest) =>
    presentDepartment((await DepartmentModel.findByPk(id)) ?? raise(notFound('department', id)))
