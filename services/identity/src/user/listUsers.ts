import { User_State, type ListUsersRequest } from '@rapport/proto/identity'
import { columnsOf, pageOf, readRow, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { roleIdsByUser } from '../role/role.queries'
import { likeLiteral } from '../text/likeLiteral'
import { managesUsers } from './user.policy'
import { presentUser } from './user.presenter'
import { UserModel } from './UserModel'

/** A page of users by name. Part of an e-mail address finds somebody only for who may see addresses. */
export const listUsers =
  ({ database }: IdentityDeps) =>
  async ({ pageSize, pageToken, q, states, departmentId }: ListUsersRequest, { actor }: Context) => {
    const filter = { q: q.trim(), states: states.map((state) => User_State[state]), departmentId }
    const page = pageOf(
      { pageSize, pageToken },
      {
        sort: {
          key: 'name',
          index: departmentId ? 'users_department' : 'users_name',
          columns: [
            { column: 'u.name', direction: 'asc', type: 'string' },
            { column: 'u.id', direction: 'asc', type: 'ascii' },
          ],
        },
        fingerprint: filter,
      },
    )
    const searched = managesUsers(actor) ? ['u.name', 'u.login', 'u.email'] : ['u.name', 'u.login']
    const conditions = [
      'u.tenant_id = :tenantId',
      ...(filter.q ? [`(${searched.map((column) => `${column} LIKE :part`).join(' OR ')})`] : []),
      ...(filter.states.length > 0 ? ['u.state IN (:states)'] : []),
      ...(departmentId ? ['u.department_id = :departmentId'] : []),
      ...(page.where ? [page.where.sql] : []),
    ]
    const found = await database.select<Record<string, unknown>>(
      `SELECT ${columnsOf(UserModel, 'u')} FROM users u ${page.hint} WHERE ${conditions.join(' AND ')}
       ${page.orderBy} LIMIT ${page.limit}`,
      { part: `%${likeLiteral(filter.q)}%`, states: filter.states, departmentId, ...page.where?.parameters },
    )
    const { rows, nextPageToken } = page.seal(
      found.map((row) => readRow(UserModel, row)),
      ({ name, id }) => [name, id],
    )
    const roleIds = await roleIdsByUser(
      database,
      rows.map(({ id }) => id),
    )
    return { users: rows.map((user) => presentUser(user, roleIds.get(user.id) ?? [], actor)), nextPageToken }
  }
