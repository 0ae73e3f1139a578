import { answerOf, client } from './client'
import type { ApiKey, ApiKeyInput, CreatedApiKey } from './types'

/** Cache keys of API keys. */
export const apiKeyKeys = {
  all: ['apiKeys'] as const,
  list: (pageToken: string, pageSize: number) => ['apiKeys', 'list', pageToken, pageSize] as const,
}

/** A page of API keys, newest first, without their secrets. */
export const listApiKeys = (pageToken: string, pageSize: number, signal?: AbortSignal) =>
  answerOf(client.GET('/v1/apiKeys', { params: { query: { pageSize, ...(pageToken ? { pageToken } : {}) } }, signal }))

/** Makes an API key; the answer holds the secret, this once. */
export const createApiKey = (body: ApiKeyInput, key: string): Promise<CreatedApiKey> =>
  answerOf(client.POST('/v1/apiKeys', { body, headers: { 'Idempotency-Key': key } }))

/** Revokes an API key for good. */
export const revokeApiKey = (id: string): Promise<ApiKey> =>
  answerOf(client.POST('/v1/apiKeys/{id}:revoke', { params: { path: { id } }, body: {} }))
