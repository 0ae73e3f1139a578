import type { UpdateDepartmentRequest } from '@rapport/proto/identity'
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
  type Database,
  type Transaction,
} from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { lockOrganisation } from '../tenant/lockOrganisation'
import { DEEPEST, depthOf, obstacleToMove, pathOf, violationsOf } from './department'
import { departmentChanged } from './department.events'
import { departmentLabel, presentDepartment } from './department.presenter'
import { departmentNamed } from './department.queries'
import { DepartmentModel } from './DepartmentModel'

/** Moves the department and all below it: their paths begin with the new one from now on. Returns the new path. */
const move = async (
  database: Database,
  { id, path }: DepartmentModel,
  parent: DepartmentModel | undefined,
  transaction: Transaction,
): Promise<string> => {
  const [deepest] = await database.select<{ path: string }>(
    `SELECT path FROM departments WHERE tenant_id = :tenantId AND path LIKE :below
     ORDER BY CHAR_LENGTH(path) DESC LIMIT 1`,
    { below: `${path}%` },
    { transaction },
  )
  const obstacle = obstacleToMove(path, depthOf(deepest?.path ?? path) - depthOf(path), parent)
  if (obstacle)
    throw conflict(
      obstacle,
      { deepest: DEEPEST },
      { field: 'parentId', reason: obstacle, params: { deepest: DEEPEST } },
    )
  const moved = pathOf(id, parent)
  await database.execute(
    `UPDATE departments SET path = CONCAT(:moved, SUBSTRING(path, :rest))
     WHERE tenant_id = :tenantId AND path LIKE :below`,
    { moved, rest: path.length + 1, below: `${path}%` },
    { transaction },
  )
  return moved
}

/** Renames or moves a department. */
export const updateDepartment =
  ({ database, clock }: IdentityDeps) =>
  async ({ id, department: input, updateMask, expectedVersion }: UpdateDepartmentRequest) => {
    const { nameZh, nameEn, parentId } = input ? changesOf(input, updateMask) : {}
    const violations = violationsOf({ nameZh, nameEn })
    if (violations.length > 0) throw invalid(...violations)
    return database.command(async (transaction) => {
      await lockOrganisation(database, transaction)
      const department =
        (await DepartmentModel.findByPk(id, { transaction, lock: true })) ?? raise(notFound('department', id))
      checkVersion(department.version, expectedVersion)
      const before = { nameZh: department.nameZh, nameEn: department.nameEn, parentId: department.parentId }
      const parent = await departmentNamed(parentId ?? before.parentId ?? '', 'parentId', transaction)
      const after = {
        nameZh: nameZh?.trim() ?? before.nameZh,
        nameEn: nameEn?.trim() ?? before.nameEn,
        parentId: parent?.id ?? null,
      }
      const changes = diff(before, after)
      if (changes.length === 0) return presentDepartment(department)
      const path =
        after.parentId === before.parentId ? department.path : await move(database, department, parent, transaction)
      await department.update({ ...after, path, version: department.version + 1, updatedAt: clock() }, { transaction })
      await emit(departmentChanged(department), transaction)
      await audit(
        {
          action: 'identity.department.updated',
          objectType: 'department',
          objectId: id,
          objectName: departmentLabel(department),
          changes,
        },
        transaction,
      )
      return presentDepartment(department)
    })
  }
