import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** The headers that a handler sets in every answer. */
const headersSetBy = (handler: ReturnType<typeof helmet>): [string, string][] => {
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  handler(request, response, (error) => {
    if (error) throw new Error('helmet could not set its headers', { cause: error })
  })
  return Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)])
}

/**
 * What browsers are told about every answer: nothing from elsewhere, no frames, no guessing of types. The portal's building
 * blocks set styles in attributes, hence `unsafe-inline` for styles. What needs TLS is left out where there is none.
 */
export const securityHeaders = (secure: boolean): RequestHandler => {
  const handler = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure,
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
  })
  // They depend on nothing in the request: they are asked for once.
  const headers = headersSetBy(handler)
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    next()
  }
}
