import type { UpdateUserRequest, UserInput } from '@rapport/proto/identity'
import { audit, changesOf, checkVersion, diff, emit, invalid, type Context, type Transaction } from '@rapport/chassis'
import { departmentNamed } from '../department/department.queries'
import type { IdentityDeps } from '../deps'
import { grantsOf } from '../role/catalogue'
import { unionOf } from '../role/grants'
import { mustHold, mustOutrank } from '../role/role.policy'
import { rolesOf, rolesOfUser, setRoles } from '../role/role.queries'
import { lockOrganisation } from '../tenant/lockOrganisation'
import { mustKeepAdministrator } from './mustKeepAdministrator'
import { violationsOf } from './user'
import { userUpdated } from './user.events'
import { presentUser } from './user.presenter'
import { lockedUser, managerNamed, refusingTakenLogin } from './user.queries'
import { detailsOf, type UserContent } from './userContent'
import type { UserModel } from './UserModel'

const contentIn = ({ login, name, email, mobile, locale, departmentId, managerId }: UserModel): UserContent => ({
  login,
  name,
  email,
  mobile,
  locale,
  departmentId,
  managerId,
})

const contentAfter = async (
  { database }: IdentityDeps,
  user: UserModel,
  given: Partial<UserInput>,
  transaction: Transaction,
): Promise<UserContent> => {
  const { departmentId, managerId } = given
  const department = await departmentNamed(departmentId ?? user.departmentId ?? '', 'departmentId', transaction)
  const manager = await managerNamed(database, managerId ?? user.managerId ?? '', user.id, transaction)
  return {
    ...contentIn(user),
    ...detailsOf(given),
    departmentId: department?.id ?? null,
    managerId: manager ?? null,
  }
}

/** Changes a user. New roles may grant no more than the changer holds; there is always an active administrator. */
export const updateUser =
  (deps: IdentityDeps) =>
  async (request: UpdateUserRequest, { actor }: Context) => {
    const { database, clock } = deps
    const given = request.user ? changesOf(request.user, request.updateMask) : {}
    const violations = violationsOf(given)
    if (violations.length > 0) throw invalid(...violations)
    return database.command(async (transaction) => {
      await lockOrganisation(database, transaction)
      const user = await lockedUser(request.id, transaction)
      checkVersion(user.version, request.expectedVersion)
      const rolesBefore = await rolesOfUser(database, user.id, transaction)
      mustOutrank(actor, rolesBefore)
      const roles = given.roleIds ? await rolesOf(given.roleIds, 'roleIds', transaction) : rolesBefore
      mustHold(actor, unionOf(roles.map(grantsOf)), 'roleIds')
      const idsOf = (list: typeof roles) => list.map(({ id }) => id).sort()
      const before = { ...contentIn(user), roleIds: idsOf(rolesBefore) }
      const content = await contentAfter(deps, user, given, transaction)
      const changes = diff(before, { ...content, roleIds: idsOf(roles) })
      if (changes.length > 0) {
        await refusingTakenLogin(
          user.update({ ...content, version: user.version + 1, updatedAt: clock() }, { transaction }),
          'login',
        )
        await setRoles(database, user.id, idsOf(roles), transaction)
        await mustKeepAdministrator(database, rolesBefore, transaction)
        await emit(userUpdated(user), transaction)
        await audit(
          { action: 'identity.user.updated', objectType: 'user', objectId: user.id, objectName: user.name, changes },
          transaction,
        )
      }
      return presentUser(user, idsOf(roles), actor)
    })
  }
