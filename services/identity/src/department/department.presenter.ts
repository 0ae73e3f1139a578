import type { MessageInitShape } from '@bufbuild/protobuf'
import type { DepartmentSchema } from '@rapport/proto/identity'
import { toTimestamp } from '@rapport/chassis'
import type { DepartmentModel } from './DepartmentModel'

/** A department as the contract writes it. */
export const presentDepartment = (department: DepartmentModel): MessageInitShape<typeof DepartmentSchema> => ({
  id: department.id,
  nameZh: department.nameZh,
  nameEn: department.nameEn,
  parentId: department.parentId ?? '',
  version: department.version,
  createdAt: toTimestamp(department.createdAt),
  updatedAt: toTimestamp(department.updatedAt),
})

/** How people call a department: its names in both languages. */
export const departmentLabel = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }): string =>
  nameZh === nameEn ? nameZh : `${nameZh} / ${nameEn}`
