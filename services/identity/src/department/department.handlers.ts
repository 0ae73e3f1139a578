import type { IdentityDeps } from '../deps'
import { createDepartment } from './createDepartment'
import { deleteDepartment } from './deleteDepartment'
import { getDepartment } from './getDepartment'
import { listDepartments } from './listDepartments'
import { updateDepartment } from './updateDepartment'

/** The rpcs about departments and the use cases that answer them. */
export const departmentHandlers = (deps: IdentityDeps) => ({
  listDepartments: listDepartments(),
  getDepartment: getDepartment(),
  createDepartment: createDepartment(deps),
  updateDepartment: updateDepartment(deps),
  deleteDepartment: deleteDepartment(deps),
})
