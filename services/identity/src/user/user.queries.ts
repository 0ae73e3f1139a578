import { conflict, duplicateKeyOf, invalid, notFound, raise, type Database, type Transaction } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import type { UserContent } from './userContent'
import { UserModel } from './UserModel'

/** The user with this id, locked until the transaction ends. */
export const lockedUser = async (id: string, transaction: Transaction): Promise<UserModel> =>
  (await UserModel.findByPk(id, { transaction, lock: true })) ?? raise(notFound('user', id))

/** The user with this id. */
export const userById = async (id: string): Promise<UserModel | null> => UserModel.findByPk(id)

/** How many users, whatever their state, belong to this department itself. */
export const countUsersIn = (departmentId: string, transaction: Transaction): Promise<number> =>
  UserModel.count({ where: { departmentId }, transaction })

/** Keeps a new user. Throws a conflict that names `field` of the request when the login is taken. */
export const insertUser = (
  { clock }: IdentityDeps,
  user: Pick<UserModel, 'id' | 'tenantId' | 'state' | 'passwordHash'> & UserContent,
  field: string,
  transaction: Transaction,
): Promise<UserModel> => {
  const now = clock()
  const fresh = { totpSecret: null, totpPendingSecret: null, totpLastStep: 0, lastSeenAt: null, version: 1 }
  return refusingTakenLogin(
    UserModel.create({ ...user, ...fresh, createdAt: now, updatedAt: now }, { transaction }),
    field,
  )
}

/**
 * The manager that a request names for `userId`, or undefined when it names none. Throws when there is no such user, or
 * when `userId` is among the managers above them: nobody reports to themselves.
 */
export const managerNamed = async (
  database: Database,
  managerId: string,
  userId: string,
  transaction: Transaction,
): Promise<string | undefined> => {
  if (managerId === '') return undefined
  const above = await database.select<{ id: string }>(
    `WITH RECURSIVE above (id, manager_id) AS (
       SELECT id, manager_id FROM users WHERE tenant_id = :tenantId AND id = :managerId
       UNION SELECT u.id, u.manager_id FROM users u JOIN above a ON u.id = a.manager_id WHERE u.tenant_id = :tenantId
     ) SELECT id FROM above`,
    { managerId },
    { transaction },
  )
  if (above.length === 0) throw invalid({ field: 'managerId', reason: 'manager_unknown' })
  if (above.some(({ id }) => id === userId))
    throw conflict('manager_cycle', {}, { field: 'managerId', reason: 'manager_cycle' })
  return managerId
}

/** Passes on what `write` gives; when it breaks the uniqueness of logins, throws a conflict that names the field of the request. */
export const refusingTakenLogin = async <T>(write: Promise<T>, field: string): Promise<T> => {
  try {
    return await write
  } catch (error) {
    if (duplicateKeyOf(error) !== 'users_login') throw error
    throw conflict('login_taken', {}, { field, reason: 'login_taken' })
  }
}
