import { createServer, type Server } from 'node:http'
import { createRpcClients, readPrivateKey, targetOf } from '@rapport/chassis'
import { SessionService } from '@rapport/proto/identity'
import compression from 'compression'
import express, { type NextFunction, type Request, type Response } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { authenticator, internalToken } from './auth/authenticate'
import { sessionCookie } from './auth/credentials'
import { doorOf } from './auth/door'
import type { GatewayConfig } from './config'
import { HttpProblem } from './http/HttpProblem'
import { observe } from './http/observe'
import { sendProblem } from './http/sendProblem'
import { admission } from './limits/admission'
import { rateLimiter } from './limits/rateLimits'
import { docs } from './raw/docs'
import { downloads } from './raw/downloads'
import { imports } from './raw/imports'
import { live } from './raw/live'
import { portal } from './raw/portal'
import { session } from './raw/session'
import { transcode } from './transcoder/transcode'

/** A gateway that is not yet listening. */
export interface Gateway {
  server: Server
  /** Ends live updates, which would never end by themselves. */
  drain: () => Promise<void>
  /** Ends the connections to services. Call when the last request was answered. */
  stop: () => void
}

const securityHeaders = (secure: boolean) =>
  helmet({
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

const isLive = (request: Request) => request.path === '/v1/live'

const isMalformedAddress = (error: unknown) => error instanceof URIError

/** Puts the gateway together; what a request passes stands here in its order. */
export const createGateway = async (config: GatewayConfig, log: Logger): Promise<Gateway> => {
  const clients = createRpcClients({ targetOf: (service) => targetOf(service) })
  const key = await readPrivateKey(config.INTERNAL_PRIVATE_KEY_FILE)
  const auth = authenticator(clients.client(SessionService), key, internalToken(key))
  const limiter = rateLimiter('requests')
  const door = doorOf({
    authenticator: auth,
    cookieName: sessionCookie(config.PUBLIC_URL).name,
    publicUrl: config.PUBLIC_URL,
    limiter,
    perActor: config.RATE_PER_ACTOR,
    perAddress: config.RATE_PER_ADDRESS,
  })
  const parts = { clients, door, config }
  const gate = admission()
  const updates = live(parts, { authenticator: auth, log })

  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', config.TRUST_PROXY)
  app.use(observe(log))
  app.use(securityHeaders(config.PUBLIC_URL.startsWith('https:')))
  app.use(updates.router)
  app.use(gate.handler)
  app.use(compression({ filter: (request, response) => !isLive(request) && compression.filter(request, response) }))
  app.use(session(parts, { authenticator: auth, limiter }))
  app.use(imports(parts))
  app.use(downloads(parts))
  app.use(transcode(clients, door, config.MAX_BODY))
  app.use(docs())
  app.use(portal(config.PORTAL_DIR))
  app.use((_request: Request, _response: Response, next: NextFunction) => next(new HttpProblem(404, 'route_unknown')))
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const told = isMalformedAddress(error) ? new HttpProblem(400, 'path_malformed') : error
    sendProblem(response, told)
    if (response.statusCode >= 500) log.error({ err: error, status: response.statusCode }, 'a request failed')
  })

  const server = createServer({ maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 300_000, keepAliveTimeout: 65_000 }, app)
  return {
    server,
    drain: updates.stop,
    stop: () => {
      gate.stop()
      clients.close()
    },
  }
}
