import { join, resolve } from 'node:path'
import express, { Router, type NextFunction, type Request, type Response } from 'express'
import { exchangeOf } from '../http/exchange'

/** The portal's files: hashed ones for ever, the rest asked about each time; its page for every address inside it. */
export const portal = (folder: string): Router => {
  const root = resolve(folder)
  const router = Router()
  router.use(
    express.static(root, {
      index: false,
      redirect: false,
      setHeaders: (response, path) => {
        const hashed = path.startsWith(join(root, 'assets'))
        response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    }),
  )
  router.get('/{*address}', (request: Request, response: Response, next: NextFunction) => {
    if (/^\/(?:v1|docs)(?:\/|$)/.test(request.path) || !request.accepts('html')) {
      next()
      return
    }
    exchangeOf(response).route = 'portal'
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root })
  })
  return router
}
