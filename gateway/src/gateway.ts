import { createServer, type Server } from 'node:http'
import type { RpcClients } from '@rapport/chassis'
import { SessionService } from '@rapport/proto/identity'
import express from 'express'
import type { Logger } from 'pino'
import { api } from './api'
import { authenticator } from './auth/authenticate'
import { sessionCookie } from './auth/credentials'
import { doorOf } from './auth/door'
import { signer, type SignToken } from './auth/sign'
import type { GatewayConfig } from './config'
import { answerUnreadable } from './http/answerUnreadable'
import { compressed } from './http/compressed'
import { messagesOf } from './http/messagesOf'
import { observe } from './http/observe'
import { nothingHere, problems } from './http/problems'
import { securityHeaders } from './http/securityHeaders'
import { notPipelined } from './limits/pipelined'
import { rateLimiter } from './limits/rateLimits'
import { shedding } from './limits/shed'
import { docs } from './raw/docs'
import { downloads } from './raw/downloads'
import { imports } from './raw/imports'
import { live } from './raw/live'
import { portal } from './raw/portal'
import { session } from './raw/session'

export interface GatewayParts {
  readonly config: GatewayConfig
  readonly log: Logger
  readonly clients: RpcClients
  readonly signToken: SignToken
  /** Exchange of a test. */
  readonly namespace?: string
}

/** A gateway that is not yet listening. */
export interface Gateway {
  readonly server: Server
  /** Ends live updates, which would never end by themselves. */
  readonly endUpdates: () => Promise<void>
  /** Frees what is left. Call when the last request was answered. */
  readonly stop: () => void
}

/** Puts the gateway together; what a request passes stands here in its order. */
export const createGateway = ({ config, log, clients, signToken, namespace }: GatewayParts): Gateway => {
  const sign = signer(signToken)
  const limiter = rateLimiter()
  const places = shedding()
  const auth = authenticator(clients.client(SessionService), sign)
  const cookieName = sessionCookie(config.PUBLIC_URL, config.COOKIE_SECURE).name
  const door = doorOf({
    authenticator: auth,
    sign,
    cookieName,
    publicUrl: config.PUBLIC_URL,
    limiter,
    awaitBody: places.awaitBody,
    perActor: config.RATE_PER_ACTOR,
    perAddress: config.RATE_PER_ADDRESS,
  })
  const parts = { clients, config }
  const raw = { ...session(parts, { authenticator: auth, limiter }), ...imports(parts), ...downloads(parts) }
  const updates = live({ brokerUrl: config.BROKER_URL, door, authenticator: auth, cookieName, log, namespace })

  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', config.TRUST_PROXY)
  app.use(observe(log))
  app.use(securityHeaders(config.PUBLIC_URL.startsWith('https:')))
  app.get('/v1/live', updates.handler)
  app.use(compressed())
  app.use(api({ clients, door, raw, maxBody: config.MAX_BODY }))
  app.use(docs())
  app.use(portal(config.PORTAL_DIR))
  app.use(nothingHere)
  app.use(problems(log))

  const options = {
    ...messagesOf(app),
    maxHeaderSize: 16_384,
    headersTimeout: 10_000,
    requestTimeout: 300_000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 5_000,
  }
  const server = createServer(options, notPipelined(places.listener(app)))
  server.on('clientError', answerUnreadable)
  // Ends a connection on which nothing moves: an answer that nobody reads is not kept for ever.
  server.setTimeout(120_000)
  server.maxConnections = config.MAX_CONNECTIONS
  return {
    server,
    endUpdates: updates.stop,
    stop: () => {
      places.stop()
      clients.close()
    },
  }
}
