import { parse } from 'cookie'
import type { Request } from 'express'

/** What a request brings to prove who sends it. */
export type Credentials = { kind: 'apiKey' | 'session'; secret: string }

/** Name and attributes of the session cookie; Secure and bound to the host wherever the portal is served over TLS. */
export const sessionCookie = (publicUrl: string) => {
  const secure = publicUrl.startsWith('https:')
  return {
    name: secure ? '__Host-rapport' : 'rapport',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  }
}

/** The API key or session of a request; a key wins. Undefined when there is neither. */
export const credentialsOf = (request: Request, cookieName: string): Credentials | undefined => {
  const bearer = /^Bearer (\S{1,200})$/i.exec(request.get('authorization') ?? '')?.[1]
  if (bearer) return { kind: 'apiKey', secret: bearer }
  const session = parse(request.get('cookie') ?? '')[cookieName]
  return session && session.length <= 200 ? { kind: 'session', secret: session } : undefined
}
