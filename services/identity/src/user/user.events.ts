import { UserActivatedSchema, UserDisabledSchema, UserInvitedSchema, UserUpdatedSchema } from '@rapport/proto/identity'
import { fact } from '@rapport/chassis'
import type { UserModel } from './UserModel'

const about = ({ id, version, departmentId }: UserModel) => ({
  type: 'user',
  id,
  version,
  ...(departmentId && { departmentId }),
})

/** The fact that a user was invited. */
export const userInvited = (user: UserModel) =>
  fact(UserInvitedSchema, { userId: user.id, name: user.name }, about(user))

/** The fact that a user may sign in from now on. */
export const userActivated = (user: UserModel) =>
  fact(UserActivatedSchema, { userId: user.id, name: user.name }, about(user))

/** The fact that name, department, manager or roles of a user changed. */
export const userUpdated = (user: UserModel) =>
  fact(UserUpdatedSchema, { userId: user.id, name: user.name, departmentId: user.departmentId ?? '' }, about(user))

/** The fact that a user may no longer sign in. */
export const userDisabled = (user: UserModel) => fact(UserDisabledSchema, { userId: user.id }, about(user))
