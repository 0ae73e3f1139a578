import createClient, { type Middleware } from 'openapi-fetch'

import { ApiProblem, problemOf, unreachable } from './ApiProblem'
import type { paths } from './gen/schema'
import { requestLanguage } from './language'
import { uniqueKey } from './uniqueKey'

let onSignedOut: () => void = () => undefined

/** Says what happens when the server no longer knows the session (401 on anything but signing in). */
export const whenSignedOut = (listener: () => void): void => {
  onSignedOut = listener
}

const conventions: Middleware = {
  onRequest: ({ request }) => {
    request.headers.set('Accept-Language', requestLanguage())
    const isFirstTry = request.method === 'POST' && !request.headers.has('Idempotency-Key')
    if (isFirstTry) request.headers.set('Idempotency-Key', uniqueKey())
    return request
  },
  onResponse: ({ response, schemaPath, request }) => {
    const isSigningIn = schemaPath === '/v1/session' && request.method !== 'DELETE'
    if (response.status === 401 && !isSigningIn) onSignedOut()
    return undefined
  },
}

const reach = async (request: Request): Promise<Response> => {
  try {
    return await fetch(request)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw unreachable()
  }
}

/** The typed client of the REST API on the same origin; the session travels in a cookie. */
export const client = createClient<paths>({ baseUrl: window.location.origin, credentials: 'same-origin', fetch: reach })

client.use(conventions)

/** Waits for an answer and gives its body; throws {@link ApiProblem} when the server refused. */
export const answerOf = async <T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> => {
  const { data, error, response } = await answer
  if (!response.ok) throw problemOf(response, error)
  return data as T
}

/** Headers of a write on a known version: the server refuses it with 412 when somebody else was faster. */
export const ifMatch = (version: number): { 'If-Match': string } => ({ 'If-Match': `"${version}"` })

/** Sends a request that is not JSON (a file up or down) under the same conventions; throws {@link ApiProblem}. */
export const rawRequest = async (path: string, init: RequestInit = {}): Promise<Response> => {
  const headers = new Headers(init.headers)
  if (!headers.has('Accept-Language')) headers.set('Accept-Language', requestLanguage())
  if (init.method === 'POST' && !headers.has('Idempotency-Key')) headers.set('Idempotency-Key', uniqueKey())
  const response = await reach(new Request(path, { ...init, headers, credentials: 'same-origin' }))
  if (response.status === 401) onSignedOut()
  if (!response.ok) throw problemOf(response, await response.json().catch(() => ({})))
  return response
}

export { ApiProblem }
