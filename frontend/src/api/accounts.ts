import { answerOf, client, ifMatch } from './client'
import type { Account, AccountCountQuery, AccountInput, AccountQuery, TimelineKind } from './types'

/** Cache keys of accounts; a shorter key covers all longer ones that begin with it. */
export const accountKeys = {
  all: ['accounts'] as const,
  lists: ['accounts', 'list'] as const,
  list: (query: AccountQuery) => ['accounts', 'list', query] as const,
  counts: ['accounts', 'count'] as const,
  count: (query: AccountCountQuery) => ['accounts', 'count', query] as const,
  detail: (id: string) => ['accounts', 'detail', id] as const,
  timelines: (id: string) => ['accounts', 'timeline', id] as const,
  timeline: (id: string, kinds: TimelineKind[]) => ['accounts', 'timeline', id, kinds] as const,
}

/** A page of accounts in the asked order. */
export const listAccounts = (query: AccountQuery, signal?: AbortSignal) =>
  answerOf(client.GET('/v1/accounts', { params: { query }, signal }))

/** How many accounts a filter finds; inexact above the server's limit. */
export const countAccounts = (query: AccountCountQuery, signal?: AbortSignal) =>
  answerOf(client.GET('/v1/accounts:count', { params: { query }, signal }))

/** One account; a 404 problem when it is not there for the caller. */
export const getAccount = (id: string, signal?: AbortSignal) =>
  answerOf(client.GET('/v1/accounts/{id}', { params: { path: { id } }, signal }))

/** Records an account. Without `allowDuplicates` the server refuses a probable duplicate with `account_duplicate`. */
export const createAccount = (body: AccountInput, allowDuplicates: boolean, key: string): Promise<Account> =>
  answerOf(
    client.POST('/v1/accounts', {
      params: { query: allowDuplicates ? { allowDuplicates } : {} },
      body,
      headers: { 'Idempotency-Key': key },
    }),
  )

/** Changes the given fields of an account known at `version`; 412 when it has changed since. */
export const updateAccount = (id: string, version: number, body: Partial<AccountInput>): Promise<Account> =>
  answerOf(client.PATCH('/v1/accounts/{id}', { params: { path: { id } }, body, headers: ifMatch(version) }))

/** Moves an account to the recycle bin. */
export const deleteAccount = (id: string, version: number) =>
  answerOf(client.DELETE('/v1/accounts/{id}', { params: { path: { id } }, headers: ifMatch(version) }))

/** Takes an account back out of the recycle bin. */
export const restoreAccount = (id: string): Promise<Account> =>
  answerOf(client.POST('/v1/accounts/{id}:restore', { params: { path: { id } }, body: {} }))

/** Gives an account to another owner. */
export const assignAccount = (id: string, version: number, ownerId: string): Promise<Account> =>
  answerOf(
    client.POST('/v1/accounts/{id}:assign', { params: { path: { id } }, body: { ownerId }, headers: ifMatch(version) }),
  )

/** Finds accounts that are probably the same as what is being typed. */
export const findDuplicateAccounts = (body: { name: string; creditCode: string; phones: string[]; emails: string[] }) =>
  answerOf(client.POST('/v1/accounts:findDuplicates', { body }))

/** A page of what happened with an account, newest first; all kinds when none is named. */
export const listTimeline = (accountId: string, kinds: TimelineKind[], pageToken: string, signal?: AbortSignal) =>
  answerOf(
    client.GET('/v1/accounts/{accountId}/timeline', {
      params: { path: { accountId }, query: { kinds, pageSize: 20, ...(pageToken ? { pageToken } : {}) } },
      signal,
    }),
  )
