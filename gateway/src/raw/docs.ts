import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import express, { Router, type Request, type Response } from 'express'
import { exchangeOf } from '../http/exchange'

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Rapport 融客 · API</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/docs/assets/swagger-ui.css" />
  </head>
  <body>
    <div id="reference"></div>
    <script src="/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/docs/reference.js"></script>
  </body>
</html>
`

const start = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', deepLinking: true, docExpansion: 'none', filter: true, validatorUrl: null })
`

// The reference sets styles from its scripts and shows its own pictures as data.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** GET /openapi.json and the API reference at /docs, all from this machine. */
export const docs = (): Router => {
  const description = readFileSync(require.resolve('@rapport/proto/openapi.json'))
  const assets = dirname(require.resolve('swagger-ui-dist/package.json'))
  const router = Router()
  const mark = (response: Response, route: string) => {
    exchangeOf(response).route = route
    return response.set('Cache-Control', 'no-cache')
  }
  router.get('/openapi.json', (_: Request, response: Response) => {
    mark(response, '/openapi.json').type('application/json').send(description)
  })
  router.get('/docs', (_: Request, response: Response) => {
    mark(response, '/docs').set('Content-Security-Policy', policy).type('html').send(page)
  })
  router.get('/docs/reference.js', (_: Request, response: Response) => {
    mark(response, '/docs').type('text/javascript').send(start)
  })
  router.use('/docs/assets', express.static(assets, { index: false, maxAge: '1d' }))
  return router
}
