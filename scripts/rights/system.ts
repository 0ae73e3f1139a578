import { randomBytes, randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { actorOf, createLogger, createRpcClients, type RpcClients } from '@rapport/chassis'
import { callAs, testKeys, testService, type Call, type TestKeys } from '@rapport/chassis/testing'
import { gatewayConfig } from '../../gateway/src/config'
import { createGateway } from '../../gateway/src/gateway'
import { customer } from '../../services/customer/src/service'
import { identity } from '../../services/identity/src/service'

/** The whole house in this process: both services on schemas of their own, the gateway before them, one exchange. */
export interface System {
  readonly url: string
  /** Calls a service directly, past the gateway. */
  readonly call: Call
  readonly clients: RpcClients
  readonly keys: TestKeys
  /** Resolves when every fact had its effect. */
  drain(): Promise<void>
  stop(): Promise<void>
}

const UNHURRIED = { RATE_PER_ACTOR: '1000000', RATE_PER_ADDRESS: '1000000', RATE_SIGN_IN: '100000' }

/** Starts it for the tests of one file. */
export const startSystem = async (): Promise<System> => {
  const shared = { keys: await testKeys(), namespace: randomUUID(), events: true, workers: true }
  const environment = { PUBLIC_URL: 'http://localhost', SECRETS_KEY: randomBytes(32).toString('base64') }
  const people = await testService(identity, { ...shared, environment })
  const records = await testService(customer, { ...shared, targets: { identity: people.target } })
  const clients = createRpcClients({ targetOf: (name) => (name === 'identity' ? people.target : records.target) })
  const { keys } = shared
  const gateway = createGateway({
    config: gatewayConfig({
      ...UNHURRIED,
      BROKER_URL: process.env['TEST_BROKER_URL'],
      INTERNAL_PRIVATE_KEY_FILE: 'unused',
      PORTAL_DIR: __dirname,
      PUBLIC_URL: 'http://localhost',
    }),
    log: createLogger('gateway', { LOG_LEVEL: 'silent' }),
    clients,
    signToken: (principal) => keys.tokenFor('internal' in principal ? principal : actorOf(principal)),
    namespace: shared.namespace,
  })
  await new Promise<void>((resolve) => gateway.server.listen(0, '127.0.0.1', resolve))
  const { port } = gateway.server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    call: callAs(clients, keys),
    clients,
    keys,
    drain: async () => {
      await records.drain()
      await people.drain()
    },
    stop: async () => {
      await gateway.endUpdates()
      const closed = new Promise<void>((resolve) => gateway.server.close(() => resolve()))
      gateway.server.closeAllConnections()
      await closed
      gateway.stop()
      await records.stop()
      await people.stop()
    },
  }
}
