import compression from 'compression'
import type { RequestHandler } from 'express'

/** Compresses answers for those who can read that. Programs often do not ask for it, and looking at each of their answers is work for nothing. */
export const compressed = (): RequestHandler => {
  const compress = compression()
  return (request, response, next) => {
    if (request.headers['accept-encoding'] !== undefined) return compress(request, response, next)
    response.vary('Accept-Encoding')
    next()
  }
}
