import type { DescMethod, MessageInitShape, MessageShape } from '@bufbuild/protobuf'
import { contract, type Rpc } from '@rapport/proto'
import type { Actor } from '../context/actor'
import type { Locale } from '../context/context'
import { raise } from '../errors/errors'
import type { RpcClients } from '../rpc/client/createRpcClients'
import { callOf } from '../rpc/client/typedClient'
import type { InternalCaller } from '../token/signPrincipal'
import type { TestKeys } from './testKeys'

/** How a test makes a call. */
export interface CallTraits {
  /** Who calls; nobody who is signed in when absent. `{ internal: true }` is the gateway itself. */
  readonly as?: Actor | InternalCaller
  readonly idempotencyKey?: string
  readonly locale?: Locale
  readonly channel?: 'UI' | 'API'
  readonly requestId?: string
  readonly ip?: string
  readonly userAgent?: string
  readonly signal?: AbortSignal
}

type Unary = DescMethod & { readonly methodKind: 'unary' }
type ServerStreaming = DescMethod & { readonly methodKind: 'server_streaming' }
type ClientStreaming = DescMethod & { readonly methodKind: 'client_streaming' }

/** Calls an rpc over the wire: `call(AccountService.method.getAccount, { id }, { as: actor })`. Rejects with the RapportError that a caller would see. An answer that is a stream is read to its end. */
export interface Call {
  <M extends Unary>(
    method: M,
    request: MessageInitShape<M['input']>,
    traits?: CallTraits,
  ): Promise<MessageShape<M['output']>>
  <M extends ServerStreaming>(
    method: M,
    request: MessageInitShape<M['input']>,
    traits?: CallTraits,
  ): Promise<MessageShape<M['output']>[]>
  <M extends ClientStreaming>(
    method: M,
    requests: AsyncIterable<MessageInitShape<M['input']>> | Iterable<MessageInitShape<M['input']>>,
    traits?: CallTraits,
  ): Promise<MessageShape<M['output']>>
}

async function* asStream(requests: AsyncIterable<object> | Iterable<object>): AsyncGenerator<object> {
  yield* requests
}

const isStream = (answer: Promise<object> | AsyncIterable<object>): answer is AsyncIterable<object> =>
  Symbol.asyncIterator in answer

const rpcOf = ({ name, parent }: DescMethod): Rpc => {
  const path = `/${parent.typeName}/${name}`
  return contract().rpcs.find((rpc) => rpc.path === path) ?? raise(new Error(`${path} is not in the contract`))
}

/** Makes the function with which tests call a service. */
export const callAs = (clients: RpcClients, keys: Pick<TestKeys, 'tokenFor'>): Call => {
  const call = async (method: DescMethod, request: object, { as, ...options }: CallTraits = {}): Promise<unknown> => {
    const rpc = rpcOf(method)
    const token = as && (await keys.tokenFor(as))
    const sent = rpc.clientStreaming ? asStream(request as AsyncIterable<object> | Iterable<object>) : request
    const answer = callOf(rpc, clients)(sent, { ...options, ...(token !== undefined && { token }) })
    if (!isStream(answer)) return answer
    const answers: object[] = []
    for await (const each of answer) answers.push(each)
    return answers
  }
  return call as Call
}
