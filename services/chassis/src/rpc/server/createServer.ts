import { Server, ServerCredentials, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js'
import type { ServiceDefinition as LoadedDefinition } from '@grpc/proto-loader'
import { contract, type Rpc } from '@rapport/proto'
import { HealthImplementation } from 'grpc-health-check'
import { definitionOf } from '../definitions'
import type { Implementation } from '../implement'
import { callHandler } from './callHandler'
import { decoder } from './codec'
import { serveRpc, type ServingParts } from './serveRpc'

/** The rpcs of a service on a port. */
export interface RpcServer {
  /** Takes calls. Returns the port, which is of interest when 0 was asked for. Rejects when the port is taken. */
  listen(host: string, port: number): Promise<number>
  /** What the gRPC health service answers. */
  setServing(serving: boolean): void
  /** Takes no new calls, waits for those that run; after `milliseconds` ends them. Resolves to whether all could finish. */
  drain(milliseconds: number): Promise<boolean>
}

const mebibyte = 1024 * 1024

const options = {
  'grpc.max_receive_message_length': 4 * mebibyte,
  'grpc.max_send_message_length': 16 * mebibyte,
  // Callers look names up again only when a connection ends: new instances get their share of the work this way.
  'grpc.max_connection_age_ms': 300_000,
  'grpc.max_connection_age_grace_ms': 30_000,
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.enable_channelz': 0,
} as const

const identity = (bytes: Buffer): Buffer => bytes

/** The grpc-js definition with our codecs: requests are read without ever throwing, answers arrive here as bytes. */
const withCodecs = (definition: LoadedDefinition, rpcs: readonly Rpc[]): ServiceDefinition =>
  Object.fromEntries(
    Object.entries(definition).map(([name, method]) => {
      const rpc = rpcs.find(({ path }) => path === method.path)
      if (!rpc) throw new Error(`${method.path} is not in the contract`)
      return [name, { ...method, requestDeserialize: decoder(rpc.input), responseSerialize: identity }]
    }),
  )

const handlersOf = (
  { service, handlers }: Implementation,
  rpcs: readonly Rpc[],
  parts: ServingParts,
): UntypedServiceImplementation =>
  Object.fromEntries(
    rpcs.map((rpc) => {
      const handler = handlers[rpc.method.localName]
      if (!handler) throw new Error(`${service.typeName} has no handler for ${rpc.method.name}`)
      return [rpc.method.name, callHandler(rpc, serveRpc(rpc, parts), handler)]
    }),
  )

const addImplementation = (server: Server, implementation: Implementation, parts: ServingParts): void => {
  const { service } = implementation
  const rpcs = contract().rpcs.filter((rpc) => rpc.service.typeName === service.typeName)
  const definition = withCodecs(definitionOf(service.typeName), rpcs)
  server.addService(definition, handlersOf(implementation, rpcs, parts))
}

/** A server of the given implementations and of the gRPC health service, not listening yet. Throws when an rpc lacks its access or its handler. */
export const createServer = (implementations: readonly Implementation[], parts: ServingParts): RpcServer => {
  const server = new Server(options)
  const names = implementations.map(({ service }) => service.typeName)
  const health = new HealthImplementation(Object.fromEntries(['', ...names].map((name) => [name, 'NOT_SERVING'])))
  for (const implementation of implementations) addImplementation(server, implementation, parts)
  health.addToServer(server)

  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        const address = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
        server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) =>
          error ? reject(error) : resolve(bound),
        )
      }),
    setServing: (serving) => {
      for (const name of ['', ...names]) health.setStatus(name, serving ? 'SERVING' : 'NOT_SERVING')
    },
    drain: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          server.forceShutdown()
          resolve(false)
        }, milliseconds)
        server.tryShutdown(() => {
          clearTimeout(timer)
          resolve(true)
        })
      }),
  }
}
