import {
  create,
  fromBinary,
  toBinary,
  type DescMessage,
  type DescService,
  type Message,
  type MessageInitShape,
} from '@bufbuild/protobuf'
import type { Rpc } from '@rapport/proto'
import type { RpcClients } from './createRpcClients'
import type { CallOptions, GrpcClient } from './GrpcClient'

const bytesOf = (schema: DescMessage, init: object): Uint8Array =>
  toBinary(schema, create(schema, init as MessageInitShape<DescMessage>))

async function* allBytes(schema: DescMessage, inits: AsyncIterable<object>): AsyncGenerator<Uint8Array> {
  for await (const init of inits) yield bytesOf(schema, init)
}

async function* allMessages(schema: DescMessage, answers: AsyncIterable<Uint8Array>): AsyncGenerator<Message> {
  for await (const bytes of answers) yield fromBinary(schema, bytes)
}

type AnyCall = (request: object, options?: CallOptions) => Promise<Message> | AsyncIterable<Message>

/** An rpc as a function of messages; of a rpc that takes a stream, of an AsyncIterable of them. */
export const callOf = (rpc: Rpc, clients: RpcClients): AnyCall => {
  const { input, output } = rpc
  if (rpc.clientStreaming) {
    return async (requests, options) =>
      fromBinary(
        output,
        await clients.callClientStream(rpc, allBytes(input, requests as AsyncIterable<object>), options),
      )
  }
  if (rpc.serverStreaming) {
    return (request, options) => allMessages(output, clients.callServerStream(rpc, bytesOf(input, request), options))
  }
  return async (request, options) => fromBinary(output, await clients.callUnary(rpc, bytesOf(input, request), options))
}

/** The rpcs of a service as functions that take and give messages. */
export const typedClient = <S extends DescService>(rpcs: readonly Rpc[], clients: RpcClients) =>
  Object.fromEntries(rpcs.map((rpc) => [rpc.method.localName, callOf(rpc, clients)])) as GrpcClient<S>
