import { parse } from 'cookie'
import type { Request } from 'express'

/** What a request brings to prove who sends it. */
export interface Credentials {
  kind: 'apiKey' | 'session'
  secret: string
}

/** Whether the session cookie is bound to TLS: as the public address says, or by decision of the operator. */
export type CookieSecure = 'auto' | 'always' | 'never'

/**
 * Name and attributes of the session cookie: `__Host-rapport`, Secure and bound to the host, wherever the portal is served
 * over TLS. Browsers keep no Secure cookie of a plain http address in a local network: there it is `rapport`.
 */
export const sessionCookie = (publicUrl: string, cookieSecure: CookieSecure) => {
  const secure = cookieSecure === 'auto' ? publicUrl.startsWith('https:') : cookieSecure === 'always'
  return {
    name: secure ? '__Host-rapport' : 'rapport',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  }
}

/** The API key or session of a request; a key wins. Undefined when there is neither. */
export const credentialsOf = (request: Request, cookieName: string): Credentials | undefined => {
  const authorization = request.headers.authorization
  const bearer = authorization && /^Bearer (\S{1,200})$/i.exec(authorization)?.[1]
  if (bearer) return { kind: 'apiKey', secret: bearer }
  const { cookie } = request.headers
  const session = cookie && parse(cookie)[cookieName]
  return session && session.length <= 200 ? { kind: 'session', secret: session } : undefined
}
