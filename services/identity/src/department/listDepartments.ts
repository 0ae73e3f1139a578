import { depthOf } from './department'
import { presentDepartment } from './department.presenter'
import { DepartmentModel } from './DepartmentModel'

/** All departments of the company, parents before children, siblings in the order they were made. */
export const listDepartments = () => async () => {
  const departments = await DepartmentModel.findAll({ order: ['createdAt', 'id'] })
  return { departments: departments.sort((a, b) => depthOf(a.path) - depthOf(b.path)).map(presentDepartment) }
}
