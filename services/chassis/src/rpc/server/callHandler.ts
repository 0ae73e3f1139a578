import type {
  handleClientStreamingCall,
  handleServerStreamingCall,
  handleUnaryCall,
  ServerReadableStream,
  ServerWritableStream,
  UntypedHandleCall,
} from '@grpc/grpc-js'
import type { Message } from '@bufbuild/protobuf'
import type { Rpc } from '@rapport/proto'
import { once } from 'node:events'
import type { Context } from '../../context/context'
import type { AnyHandler } from '../implement'
import type { ParentCall } from '../parentCall'
import type { Decoded } from './codec'
import type { ServedRpc } from './serveRpc'

type Unary = (request: Message, context: Context) => Promise<object>
type ServerStreaming = (request: Message, context: Context) => AsyncIterable<object>
type ClientStreaming = (requests: AsyncIterable<Message>, context: Context) => Promise<object>

const unary =
  (served: ServedRpc, handler: Unary): handleUnaryCall<Decoded, Buffer> =>
  (call, callback) => {
    const { request } = call
    const work = async (context: Context) =>
      served.answer(await handler(served.accept(request, context), context), context)
    void served.run(call as ParentCall, work, request.bytes).then((outcome) => {
      if ('failure' in outcome) callback(outcome.failure)
      else callback(null, outcome.value)
    })
  }

const write = async (
  call: ServerWritableStream<Decoded, Buffer>,
  bytes: Buffer,
  { signal }: Context,
): Promise<void> => {
  if (!call.write(bytes)) await once(call, 'drain', { signal })
}

const serverStreaming =
  (served: ServedRpc, handler: ServerStreaming): handleServerStreamingCall<Decoded, Buffer> =>
  (call) => {
    const work = async (context: Context) => {
      for await (const answer of handler(served.accept(call.request, context), context)) {
        await write(call, served.answer(answer, context), context)
      }
    }
    void served.run(call as ParentCall, work).then((outcome) => {
      if ('failure' in outcome) call.emit('error', outcome.failure)
      else call.end()
    })
  }

// A call that was broken off ends like one that is complete: a stream that must be whole says so in its last message.
async function* accepted(
  call: ServerReadableStream<Decoded, Buffer>,
  served: ServedRpc,
  context: Context,
): AsyncGenerator<Message> {
  for await (const request of call as AsyncIterable<Decoded>) yield served.accept(request, context)
}

const clientStreaming =
  (served: ServedRpc, handler: ClientStreaming): handleClientStreamingCall<Decoded, Buffer> =>
  (call, callback) => {
    const work = async (context: Context) =>
      served.answer(await handler(accepted(call, served, context), context), context)
    void served.run(call as ParentCall & typeof call, work).then((outcome) => {
      if ('failure' in outcome) callback(outcome.failure)
      else callback(null, outcome.value)
    })
  }

/** What grpc-js calls for an rpc. Throws for a kind of stream that the contract does not use. */
export const callHandler = ({ id, method }: Rpc, served: ServedRpc, handler: AnyHandler): UntypedHandleCall => {
  if (method.methodKind === 'unary') return unary(served, handler as Unary)
  if (method.methodKind === 'server_streaming') return serverStreaming(served, handler as ServerStreaming)
  if (method.methodKind === 'client_streaming') return clientStreaming(served, handler as ClientStreaming)
  throw new Error(`${id} streams both ways, which is not supported`)
}
