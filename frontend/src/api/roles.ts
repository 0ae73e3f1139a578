import { answerOf, client, ifMatch } from './client'
import type { PermissionCatalogue, Role, RoleInput } from './types'

/** Cache keys of roles. */
export const roleKeys = {
  all: ['roles'] as const,
  list: ['roles', 'list'] as const,
  detail: (id: string) => ['roles', 'detail', id] as const,
  catalogue: ['roles', 'catalogue'] as const,
}

/** All roles, by name. */
export const listRoles = (signal?: AbortSignal) => answerOf(client.GET('/v1/roles', { signal }))

/** One role. */
export const getRole = (id: string, signal?: AbortSignal): Promise<Role> =>
  answerOf(client.GET('/v1/roles/{id}', { params: { path: { id } }, signal }))

/** What a role can be made of. */
export const getPermissionCatalogue = (signal?: AbortSignal): Promise<PermissionCatalogue> =>
  answerOf(client.GET('/v1/roles/catalogue', { signal }))

/** Adds a role. */
export const createRole = (body: RoleInput, key: string): Promise<Role> =>
  answerOf(client.POST('/v1/roles', { body, headers: { 'Idempotency-Key': key } }))

/** Changes the given parts of a role known at `version`. */
export const updateRole = (id: string, version: number, body: Partial<RoleInput>): Promise<Role> =>
  answerOf(client.PATCH('/v1/roles/{id}', { params: { path: { id } }, body, headers: ifMatch(version) }))

/** Removes a role that nobody holds. */
export const deleteRole = (id: string, version: number) =>
  answerOf(client.DELETE('/v1/roles/{id}', { params: { path: { id } }, headers: ifMatch(version) }))
