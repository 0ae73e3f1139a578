import { answerOf, client, ifMatch } from './client'
import type { Invitation, Query, User, UserInput } from './types'

/** Cache keys of users. */
export const userKeys = {
  all: ['users'] as const,
  list: (query: Query<'/v1/users'>) => ['users', 'list', query] as const,
  directory: ['users', 'directory'] as const,
}

/** A page of users, by name. */
export const listUsers = (query: Query<'/v1/users'>, signal?: AbortSignal) =>
  answerOf(client.GET('/v1/users', { params: { query }, signal }))

/** All users of the company, page after page, to show names instead of ids. */
export const listAllUsers = async (signal?: AbortSignal): Promise<User[]> => {
  const users: User[] = []
  let pageToken = ''
  do {
    const page = await listUsers({ pageSize: 200, ...(pageToken ? { pageToken } : {}) }, signal)
    users.push(...page.users)
    pageToken = page.nextPageToken
  } while (pageToken)
  return users
}

/** One user. */
export const getUser = (id: string, signal?: AbortSignal): Promise<User> =>
  answerOf(client.GET('/v1/users/{id}', { params: { path: { id } }, signal }))

/** Invites a user; the answer holds the link, this once. */
export const createUser = (body: UserInput, key: string): Promise<Invitation> =>
  answerOf(client.POST('/v1/users', { body, headers: { 'Idempotency-Key': key } }))

/** Changes the given fields of a user known at `version`. */
export const updateUser = (id: string, version: number, body: Partial<UserInput>): Promise<User> =>
  answerOf(client.PATCH('/v1/users/{id}', { params: { path: { id } }, body, headers: ifMatch(version) }))

/** Disables a user: all their sessions end. */
export const disableUser = (id: string): Promise<User> =>
  answerOf(client.POST('/v1/users/{id}:disable', { params: { path: { id } }, body: {} }))

/** Lets a disabled user in again. */
export const enableUser = (id: string): Promise<User> =>
  answerOf(client.POST('/v1/users/{id}:enable', { params: { path: { id } }, body: {} }))

/** Makes a new invitation link; for an active user it resets password and one-time codes. */
export const reinviteUser = (id: string): Promise<Invitation> =>
  answerOf(client.POST('/v1/users/{id}:reinvite', { params: { path: { id } }, body: {} }))
