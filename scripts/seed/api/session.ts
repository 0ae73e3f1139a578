import { randomUUID } from 'node:crypto'
import { Refusal } from './Refusal'
import { send } from './send'

/** A signed-in person. Answers are what openapi.json says. */
export interface Session {
  login: string
  /** What a browser would send along. */
  cookie: string
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: object): Promise<T>
  patch<T>(path: string, body: object): Promise<T>
  remove(path: string): Promise<void>
}

const headersOf = (url: string, cookie: string, body: unknown): Record<string, string> => ({
  accept: 'application/json',
  'accept-language': 'en',
  origin: url,
  ...(cookie && { cookie }),
  ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
})

const request = async <T>(url: string, cookie: string, method: string, path: string, body?: object): Promise<T> => {
  const response = await send(`${url}${path}`, {
    method,
    headers: { ...headersOf(url, cookie, body), ...(method === 'POST' && { 'idempotency-key': randomUUID() }) },
    ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return (text ? JSON.parse(text) : {}) as T
}

/** Calls the API without signing in. */
export const postPublicly = <T>(url: string, path: string, body: object): Promise<T> =>
  request<T>(url, '', 'POST', path, body)

/** Signs a person in. Undefined when login and password do not belong together. */
export const signIn = async (url: string, login: string, password: string): Promise<Session | undefined> => {
  const body = { login, password }
  const response = await send(`${url}/v1/session`, {
    method: 'POST',
    headers: headersOf(url, '', body),
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    if (error instanceof Refusal && error.reason === 'sign_in_failed') return undefined
    throw error
  })
  if (!response) return undefined
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  await response.body?.cancel()
  return {
    login,
    cookie,
    get: (path) => request(url, cookie, 'GET', path),
    post: (path, content) => request(url, cookie, 'POST', path, content),
    patch: (path, content) => request(url, cookie, 'PATCH', path, content),
    remove: async (path) => {
      await request(url, cookie, 'DELETE', path)
    },
  }
}
