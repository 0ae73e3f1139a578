import { DepartmentChangedSchema } from '@rapport/proto/identity'
import { fact } from '@rapport/chassis'

/** The fact that a department was made, changed or, with the version after its last, removed. */
export const departmentChanged = ({ id, version }: { id: string; version: number }) =>
  fact(DepartmentChangedSchema, { departmentId: id }, { type: 'department', id, version })
