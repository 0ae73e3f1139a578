import { denied } from '@rapport/chassis'
import type { Request } from 'express'
import type { Credentials } from './credentials'

const isSafe = (method: string) => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

const hostOf = (origin: string): string | undefined => {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}

/**
 * Makes the check that refuses (`foreign_origin`) a writing request which another site made the browser send: by
 * Sec-Fetch-Site where the browser says it, and by Origin. A request with a session cookie must say at least one of them.
 * Requests with an API key need not pass: no browser sends those by itself.
 */
export const requireOwnSite = (publicUrl: string) => {
  const ownHost = new URL(publicUrl).host
  return (request: Request, proof: Credentials['kind'] | undefined): void => {
    if (proof === 'apiKey' || isSafe(request.method)) return
    const site = request.get('sec-fetch-site')
    const origin = request.get('origin')
    const originHost = origin === undefined ? undefined : hostOf(origin)
    const isForeignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
    const isForeignOrigin = origin !== undefined && originHost !== request.get('host') && originHost !== ownHost
    const saysNothing = site === undefined && origin === undefined && proof === 'session'
    if (isForeignSite || isForeignOrigin || saysNothing) throw denied('foreign_origin')
  }
}
