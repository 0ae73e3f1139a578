import { join, resolve } from 'node:path'
import express, { Router, type NextFunction, type Request, type Response } from 'express'
import { exchangeOf } from '../http/exchange'

const elsewhere = /^\/(?:v1|docs|assets)(?:\/|$)/

/** Whether a browser asks for a page, not a script for some file. */
const isPage = ({ path, headers }: Request) =>
  path === '/' || (!elsewhere.test(path) && (headers.accept ?? '').includes('text/html'))

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
    if (!isPage(request)) {
      next()
      return
    }
    exchangeOf(response).route = 'portal'
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root })
  })
  return router
}
