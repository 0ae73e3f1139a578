import { answerOf, client } from './client'

/** Customers and contacts that the words find, best first. */
export const search = (q: string, limit: number, signal?: AbortSignal) =>
  answerOf(client.GET('/v1/search', { params: { query: { q, limit } }, signal }))
