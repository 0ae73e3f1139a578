import type { Client } from '@grpc/grpc-js'
import type { DescService } from '@bufbuild/protobuf'
import { contract, type Rpc } from '@rapport/proto'
import { RapportError } from '../../errors/errors'
import { createBreaker, type Breaker } from './breaker'
import { setUpCall } from './callSetup'
import { attempts, retries } from './clientMetrics'
import type { CallOptions, GrpcClient } from './GrpcClient'
import { openChannel } from './openChannel'
import { retry } from './retry'
import { singleCall } from './singleCall'
import { clientStream, serverStream } from './streamCalls'
import { typedClient } from './typedClient'

/** Ways to call other services. All failures are RapportErrors. */
export interface RpcClients {
  /** The rpcs of a service as typed functions. Throws when the service's address is not configured. */
  readonly client: <S extends DescService>(service: S) => GrpcClient<S>
  /** One request, one answer, both as bytes of the protobuf messages. */
  readonly callUnary: (rpc: Rpc, request: Uint8Array, options?: CallOptions) => Promise<Buffer>
  /** One request, many answers. */
  readonly callServerStream: (rpc: Rpc, request: Uint8Array, options?: CallOptions) => AsyncIterable<Buffer>
  /** Many requests, one answer. */
  readonly callClientStream: (rpc: Rpc, requests: AsyncIterable<Uint8Array>, options?: CallOptions) => Promise<Buffer>
  /** Ends the connections; calls that run fail with `cancelled`. */
  readonly close: () => void
}

export interface RpcClientsOptions {
  /** gRPC target of a service by its name; throws when there is none. */
  readonly targetOf: (service: string) => string
  /** How long, in ms, a repeatable call is tried again while nobody answers; never beyond its deadline. */
  readonly patience?: number
}

const memo = <T>(make: (key: string) => T): { get(key: string): T; all(): Iterable<T> } => {
  const made = new Map<string, T>()
  return {
    get: (key) => {
      const known = made.get(key)
      if (known !== undefined) return known
      const created = make(key)
      made.set(key, created)
      return created
    },
    all: () => made.values(),
  }
}

const counted = async <T>(rpc: string, call: () => Promise<T>): Promise<T> => {
  try {
    const value = await call()
    attempts.inc({ rpc, outcome: 'ok' })
    return value
  } catch (error) {
    attempts.inc({ rpc, outcome: error instanceof RapportError ? error.kind : 'internal' })
    throw error
  }
}

/**
 * Opens ways to other services: one channel per service, one breaker per rpc. Deadline, token, request id and language come
 * from the call being served; reads and commands with an idempotency key are made again when the peer was not available.
 */
export const createRpcClients = ({ targetOf, patience = 14_000 }: RpcClientsOptions): RpcClients => {
  const channels = memo<Client>((backend) => openChannel(targetOf(backend)))
  const breakers = memo<Breaker>(createBreaker)

  const clients: RpcClients = {
    client: (service) => {
      const rpcs = contract().rpcs.filter((rpc) => rpc.service.typeName === service.typeName)
      for (const { backend } of rpcs) channels.get(backend)
      return typedClient(rpcs, clients)
    },

    callUnary: (rpc, request, options = {}) => {
      const setup = setUpCall(rpc, options, request)
      const channel = channels.get(rpc.backend)
      const breaker = breakers.get(rpc.id)
      const attempt = () =>
        breaker.fire(
          () => counted(rpc.id, () => singleCall(channel, rpc, request, setup, options.signal)),
          setup.deadline - Date.now(),
        )
      if (!setup.repeatable) return attempt()
      const until = Math.min(setup.deadline, Date.now() + patience)
      return retry(attempt, { until, signal: options.signal, onRetry: () => retries.inc({ rpc: rpc.id }) })
    },

    callServerStream: (rpc, request, options = {}) =>
      serverStream(channels.get(rpc.backend), rpc, request, setUpCall(rpc, options, request), options.signal),

    callClientStream: (rpc, requests, options = {}) =>
      clientStream(channels.get(rpc.backend), rpc, requests, setUpCall(rpc, options), options.signal),

    close: () => {
      for (const channel of channels.all()) channel.close()
      for (const breaker of breakers.all()) breaker.close()
    },
  }
  return clients
}
