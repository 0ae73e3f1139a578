import { pino, type Logger } from 'pino'
import { createCatalogue } from '../messages/catalogue'
import type { Messages } from '../messages/messages'
import { createRpcClients, type RpcClients } from '../rpc/client/createRpcClients'
import type { Implementation } from '../rpc/implement'
import { createServer } from '../rpc/server/createServer'
import { testKeys, type TestKeys } from './testKeys'

/** Handlers behind real gRPC on a free port of this machine, without a database. */
export interface TestServer extends TestKeys {
  /** gRPC target of the server. */
  readonly target: string
  /** Clients for which every service is this one. */
  readonly clients: RpcClients
  stop(): Promise<void>
}

export interface TestServerOptions {
  readonly messages?: Messages
  readonly log?: Logger
  /** A free one when absent. */
  readonly port?: number
}

/** Serves implementations for a test of what calls them. */
export const testServer = async (
  implementations: readonly Implementation[],
  { messages, log = pino({ level: 'silent' }), port = 0 }: TestServerOptions = {},
): Promise<TestServer> => {
  const keys = await testKeys()
  const server = createServer(implementations, { verify: keys.verify, catalogue: createCatalogue(messages), log })
  const target = `127.0.0.1:${await server.listen('127.0.0.1', port)}`
  const clients = createRpcClients({ targetOf: () => target })
  return {
    ...keys,
    target,
    clients,
    stop: async () => {
      clients.close()
      await server.drain(1_000)
    },
  }
}
