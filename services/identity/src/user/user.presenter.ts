import type { MessageInitShape } from '@bufbuild/protobuf'
import { User_State, type UserSchema } from '@rapport/proto/identity'
import { toTimestamp, type Actor } from '@rapport/chassis'
import { seesReach } from './user.policy'
import type { UserModel } from './UserModel'

/** The part of a user that answers are made of. */
export type PresentableUser = Pick<
  UserModel,
  | 'id'
  | 'login'
  | 'name'
  | 'email'
  | 'mobile'
  | 'locale'
  | 'departmentId'
  | 'managerId'
  | 'state'
  | 'totpSecret'
  | 'lastSeenAt'
  | 'version'
  | 'createdAt'
  | 'updatedAt'
>

/** A user as the contract writes it, as far as the actor may know. */
export const presentUser = (
  user: PresentableUser,
  roleIds: readonly string[],
  actor: Actor,
): MessageInitShape<typeof UserSchema> => {
  const reach = seesReach(actor, user.id) ? { email: user.email, mobile: user.mobile } : {}
  return {
    id: user.id,
    login: user.login,
    name: user.name,
    ...reach,
    locale: user.locale,
    departmentId: user.departmentId ?? '',
    managerId: user.managerId ?? '',
    roleIds: [...roleIds],
    state: User_State[user.state],
    totpEnabled: user.totpSecret !== null,
    lastSeenAt: toTimestamp(user.lastSeenAt),
    version: user.version,
    createdAt: toTimestamp(user.createdAt),
    updatedAt: toTimestamp(user.updatedAt),
  }
}
