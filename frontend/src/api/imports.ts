import { answerOf, client, rawRequest } from './client'
import type { DuplicateRule, Import } from './types'

/** Cache keys of imports. */
export const importKeys = {
  all: ['imports'] as const,
  list: (pageToken: string, pageSize: number) => ['imports', 'list', pageToken, pageSize] as const,
  detail: (id: string) => ['imports', 'detail', id] as const,
}

/** A page of imports, newest first. */
export const listImports = (pageToken: string, pageSize: number, signal?: AbortSignal) =>
  answerOf(client.GET('/v1/imports', { params: { query: { pageSize, ...(pageToken ? { pageToken } : {}) } }, signal }))

/** One import with mapping, preview and counts. */
export const getImport = (id: string, signal?: AbortSignal): Promise<Import> =>
  answerOf(client.GET('/v1/imports/{id}', { params: { path: { id } }, signal }))

/** Uploads a file without starting it, so that the mapping can be looked at first. The fields go before the file. */
export const uploadImport = async (file: File): Promise<Import> => {
  const form = new FormData()
  form.append('duplicates', 'SKIP')
  form.append('start', 'false')
  form.append('file', file, file.name)
  const response = await rawRequest('/v1/imports', { method: 'POST', body: form })
  return (await response.json()) as Import
}

/** Starts an uploaded import: one field per column in order, empty to leave a column out. */
export const startImport = (id: string, mapping: string[], duplicates: DuplicateRule): Promise<Import> =>
  answerOf(client.POST('/v1/imports/{id}:start', { params: { path: { id } }, body: { mapping, duplicates } }))

/** Stops an import; rows that are in stay. */
export const cancelImport = (id: string): Promise<Import> =>
  answerOf(client.POST('/v1/imports/{id}:cancel', { params: { path: { id } }, body: {} }))
