import { invalid, raise, readRow, type Database, type Transaction } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import type { StoredRole } from './catalogue'
import { ADMINISTRATOR, defaultRoles } from './defaultRoles'
import { RoleModel } from './RoleModel'

/** How many users hold each of the roles, by role id; roles without holders are absent. */
export const holdersByRole = async (database: Database, transaction?: Transaction): Promise<Map<string, number>> => {
  const rows = await database.select<{ roleId: string; holders: number }>(
    'SELECT role_id AS roleId, COUNT(*) AS holders FROM user_roles WHERE tenant_id = :tenantId GROUP BY role_id',
    {},
    { transaction },
  )
  return new Map(rows.map(({ roleId, holders }) => [roleId, Number(holders)]))
}

/** The ids of the roles that each of the users holds, sorted. */
export const roleIdsByUser = async (
  database: Database,
  userIds: readonly string[],
  transaction?: Transaction,
): Promise<Map<string, string[]>> => {
  if (userIds.length === 0) return new Map()
  const rows = await database.select<{ userId: string; roleId: string }>(
    `SELECT user_id AS userId, role_id AS roleId FROM user_roles
     WHERE tenant_id = :tenantId AND user_id IN (:userIds) ORDER BY role_id`,
    { userIds },
    { transaction },
  )
  const byUser = new Map<string, string[]>()
  for (const { userId, roleId } of rows) byUser.set(userId, [...(byUser.get(userId) ?? []), roleId])
  return byUser
}

/** The roles with these ids. Throws, naming `field` and the position, when one does not exist. */
export const rolesOf = async (
  ids: readonly string[],
  field: string,
  transaction: Transaction,
): Promise<RoleModel[]> => {
  const roles = await RoleModel.findAll({ where: { id: [...ids] }, transaction })
  const missing = ids.findIndex((id) => !roles.some((role) => role.id === id))
  if (missing >= 0) throw invalid({ field: `${field}[${missing}]`, reason: 'role_unknown' })
  return roles
}

/** The role that `field` of a request names. Throws when it does not exist. */
export const roleNamed = async (id: string, field: string, transaction: Transaction): Promise<RoleModel> =>
  (await RoleModel.findByPk(id, { transaction })) ?? raise(invalid({ field, reason: 'role_unknown' }))

/** The roles that a user holds. */
export const rolesOfUser = async (
  database: Database,
  userId: string,
  transaction?: Transaction,
): Promise<RoleModel[]> => {
  const ids = (await roleIdsByUser(database, [userId], transaction)).get(userId) ?? []
  return RoleModel.findAll({ where: { id: ids }, ...(transaction && { transaction }) })
}

/** Makes these the roles of the user. */
export const setRoles = async (
  database: Database,
  userId: string,
  roleIds: readonly string[],
  transaction: Transaction,
): Promise<void> => {
  await database.execute(
    'DELETE FROM user_roles WHERE tenant_id = :tenantId AND user_id = :userId',
    { userId },
    { transaction },
  )
  await database.insertRows(
    'user_roles',
    roleIds.map((roleId) => ({ user_id: userId, role_id: roleId })),
    { transaction },
  )
}

/** Makes the roles that a new company starts with. Returns the id of the administrator role. */
export const insertDefaultRoles = async (
  { clock, newId }: IdentityDeps,
  tenantId: number,
  transaction: Transaction,
): Promise<string> => {
  const now = clock()
  const administrator = newId()
  await RoleModel.bulkCreate(
    defaultRoles.map(({ key, nameZh, nameEn, permissions, scopes, fieldRules }) => ({
      ...{ id: key === ADMINISTRATOR ? administrator : newId(), tenantId, roleKey: key, nameZh, nameEn },
      ...{ permissions: [...permissions], scopes: { ...scopes }, fieldRules: { ...fieldRules } },
      ...{ version: 1, createdAt: now, updatedAt: now },
    })),
    { transaction },
  )
  return administrator
}

/** The part of a role that decides what it grants, in a row of a statement that selected it under these names. */
export const storedRoleIn = (row: object): StoredRole => readRow(RoleModel, { ...row })

/** How many active users hold the administrator role. */
export const countAdministrators = async (database: Database, transaction: Transaction): Promise<number> => {
  const [row] = await database.select<{ administrators: number }>(
    `SELECT COUNT(*) AS administrators FROM roles r
     JOIN user_roles ur ON ur.tenant_id = r.tenant_id AND ur.role_id = r.id
     JOIN users u ON u.id = ur.user_id AND u.tenant_id = ur.tenant_id
     WHERE r.tenant_id = :tenantId AND r.role_key = :key AND u.state = 'ACTIVE'`,
    { key: ADMINISTRATOR },
    { transaction },
  )
  return Number(row?.administrators ?? 0)
}
