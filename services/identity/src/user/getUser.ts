import type { GetUserRequest } from '@rapport/proto/identity'
import { notFound, raise, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { roleIdsByUser } from '../role/role.queries'
import { presentUser } from './user.presenter'
import { UserModel } from './UserModel'

/** One user. */
export const getUser =
  ({ database }: IdentityDeps) =>
  async ({ id }: GetUserRequest, { actor }: Context) => {
    const user = (await UserModel.findByPk(id)) ?? raise(notFound('user', id))
    return presentUser(user, (await roleIdsByUser(database, [id])).get(id) ?? [], actor)
  }
