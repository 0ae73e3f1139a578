import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actorOf, createLogger, unauthenticated, type Actor, type Implementation } from '@rapport/chassis'
import { principalOf, testServer, type TestServer } from '@rapport/chassis/testing'
import { SessionService } from '@rapport/proto/identity'
import { gatewayConfig, type GatewayConfig } from '../config'
import { createGateway } from '../gateway'
import { doubleOf } from './doubleOf'

/** A gateway in front of real gRPC, and who may come in. */
export interface TestGateway {
  readonly url: string
  readonly server: TestServer
  /** Whose session or key a secret is; remove a secret and it is revoked. */
  readonly people: Map<string, { actor: Actor; rateLimit?: number }>
  /** How often identity was asked whose a secret is. */
  readonly questions: () => number
  readonly namespace: string
  stop(): Promise<void>
}

export interface TestGatewayOptions {
  readonly services?: readonly Implementation[]
  readonly config?: Partial<GatewayConfig>
}

const page = '<!doctype html><title>Rapport</title>'

const portalFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), page)
  writeFileSync(join(folder, 'assets', 'app-1a2b3c.js'), `export const text = '${'long '.repeat(1000)}'`)
  return folder
}

/** Starts a gateway for the tests of one file. */
export const testGateway = async ({ services = [], config = {} }: TestGatewayOptions = {}): Promise<TestGateway> => {
  const people: TestGateway['people'] = new Map()
  let questions = 0
  const whoIs = async (secret: string) => {
    questions++
    const found = people.get(secret)
    if (!found) throw unauthenticated()
    return { principal: principalOf(found.actor), rateLimit: found.rateLimit ?? 0 }
  }
  const identity = doubleOf(SessionService, {
    authenticateSession: ({ sessionToken }) => whoIs(sessionToken),
    authenticateApiKey: ({ apiKey }) => whoIs(apiKey),
  })
  const mine = services.some(({ service }) => service === SessionService) ? [] : [identity]
  const server = await testServer([...mine, ...services])
  const folder = portalFolder()
  const namespace = randomUUID()
  const gateway = createGateway({
    config: {
      ...gatewayConfig({
        BROKER_URL: process.env['TEST_BROKER_URL'],
        INTERNAL_PRIVATE_KEY_FILE: 'unused',
        PORTAL_DIR: folder,
        PUBLIC_URL: 'http://localhost',
      }),
      ...config,
    },
    log: createLogger('gateway', { LOG_LEVEL: 'silent' }),
    clients: server.clients,
    signToken: (principal) => server.tokenFor('internal' in principal ? principal : actorOf(principal)),
    namespace,
  })
  await new Promise<void>((resolve) => gateway.server.listen(0, '127.0.0.1', resolve))
  const { port } = gateway.server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    server,
    people,
    questions: () => questions,
    namespace,
    stop: async () => {
      await gateway.endUpdates()
      const closed = new Promise<void>((resolve) => gateway.server.close(() => resolve()))
      gateway.server.closeAllConnections()
      await closed
      gateway.stop()
      await server.stop()
      rmSync(folder, { recursive: true })
    },
  }
}
