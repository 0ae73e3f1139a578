import { send } from '../seed/api/send'
import { demoLogins } from '../seed/demo'

/** Address of the stack under test. */
export const address = (): string => {
  const url = process.env['RAPPORT_URL']
  if (!url) throw new Error('RAPPORT_URL is not set: run the browser tests through make test')
  return url
}

/** Demo login of a role, by the role's key. */
export const loginOf = (role: string): { login: string; password: string } => {
  const found = demoLogins.find((candidate) => candidate.role === role)
  if (!found) throw new Error(`the demo has nobody with the role ${role}`)
  return found
}

/** A demo login by its name. */
export const loginNamed = (name: string): { login: string; password: string } => {
  const found = demoLogins.find(({ login }) => login === name)
  if (!found) throw new Error(`the demo has nobody called ${name}`)
  return found
}

/** Somebody who is signed in: the session cookie, and requests with it. */
export interface SignedIn {
  cookie: string
  /** `body` is sent as JSON, a form as it is. */
  call: (method: string, path: string, body?: object, headers?: Record<string, string>) => Promise<Response>
}

/** Signs the demo user of a role in over REST, as a browser would. */
export const signIn = (role: string): Promise<SignedIn> => {
  const { login, password } = loginOf(role)
  return signInAs(login, password)
}

/** Signs somebody in over REST, as a browser would. Throws Refusal. */
export const signInAs = async (login: string, password: string): Promise<SignedIn> => {
  const origin = address()
  // Who tried in vain before, the fuzzer above all, may have to wait for a few seconds.
  const response = await send(`${origin}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ login, password }),
  })
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return {
    cookie,
    call: (method, path, body, headers = {}) => {
      const isJson = body && !(body instanceof FormData)
      return fetch(`${origin}${path}`, {
        method,
        headers: { cookie, origin, ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers },
        ...(body ? { body: isJson ? JSON.stringify(body) : body } : {}),
      })
    },
  }
}
