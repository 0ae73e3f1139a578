import { denied } from '@rapport/chassis'
import type { Request } from 'express'

const isSafe = (method: string) => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

const hostOf = (origin: string): string | undefined => {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}

/**
 * Refuses (`foreign_origin`) a writing request that another site made the browser send: by Sec-Fetch-Site where the browser
 * says it, and by Origin. A request with a session cookie must say at least one of them. Requests with an API key need not
 * pass: no browser sends those by itself.
 */
export const requireOwnSite = (request: Request, publicUrl: string, hasSession: boolean): void => {
  if (isSafe(request.method)) return
  const site = request.get('sec-fetch-site')
  const origin = request.get('origin')
  const isForeignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  const isForeignOrigin =
    origin !== undefined && hostOf(origin) !== request.get('host') && hostOf(origin) !== new URL(publicUrl).host
  const saysNothing = site === undefined && origin === undefined && hasSession
  if (isForeignSite || isForeignOrigin || saysNothing) throw denied('foreign_origin')
}
