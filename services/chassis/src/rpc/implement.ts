import type { DescMethod, DescService, MessageInitShape, MessageShape } from '@bufbuild/protobuf'
import type { Context } from '../context/context'

type Request<M extends DescMethod> = MessageShape<M['input']>
type Answer<M extends DescMethod> = MessageInitShape<M['output']>

/** What answers one rpc: a decoded and validated request in, an answer (or a stream of answers) out. */
export type Handler<M extends DescMethod> = M['methodKind'] extends 'unary'
  ? (request: Request<M>, context: Context) => Promise<Answer<M>>
  : M['methodKind'] extends 'server_streaming'
    ? (request: Request<M>, context: Context) => AsyncIterable<Answer<M>>
    : M['methodKind'] extends 'client_streaming'
      ? (requests: AsyncIterable<Request<M>>, context: Context) => Promise<Answer<M>>
      : (requests: AsyncIterable<Request<M>>, context: Context) => AsyncIterable<Answer<M>>

/** A handler for each rpc of a service. */
export type Handlers<S extends DescService> = { readonly [K in keyof S['method']]: Handler<S['method'][K]> }

/** Any handler, as the server sees it once types have done their work. */
export type AnyHandler = (request: never, context: Context) => Promise<object> | AsyncIterable<object>

/** A service of the contract together with what answers its rpcs. */
export interface Implementation {
  readonly service: DescService
  readonly handlers: Readonly<Record<string, AnyHandler>>
}

/** Binds handlers to a service of the contract. The compiler refuses a missing, superfluous or wrongly typed handler. */
export const implement = <S extends DescService>(service: S, handlers: Handlers<S>): Implementation => ({
  service,
  handlers,
})
