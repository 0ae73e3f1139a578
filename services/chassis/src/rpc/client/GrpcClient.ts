import type { DescMethod, DescService, MessageInitShape, MessageShape } from '@bufbuild/protobuf'
import type { Locale } from '../../context/context'

/** What goes with a call. What is not given comes from the context of the call being served, if there is one. */
export interface CallOptions {
  /** The internal token. */
  token?: string
  requestId?: string
  locale?: Locale
  channel?: string
  /** Key of a command: with it a call may be repeated after a lost connection. */
  idempotencyKey?: string
  /** Address and program of the person or partner in whose name the call is made. */
  ip?: string
  userAgent?: string
  /** Milliseconds since the epoch after which nobody waits for the answer; never later than that of the context. */
  deadline?: number
  /** Ends the call when it aborts. */
  signal?: AbortSignal
}

type Request<M extends DescMethod> = MessageInitShape<M['input']>
type Answer<M extends DescMethod> = MessageShape<M['output']>

type Call<M extends DescMethod> = M['methodKind'] extends 'unary'
  ? (request: Request<M>, options?: CallOptions) => Promise<Answer<M>>
  : M['methodKind'] extends 'server_streaming'
    ? (request: Request<M>, options?: CallOptions) => AsyncIterable<Answer<M>>
    : M['methodKind'] extends 'client_streaming'
      ? (requests: AsyncIterable<Request<M>>, options?: CallOptions) => Promise<Answer<M>>
      : (requests: AsyncIterable<Request<M>>, options?: CallOptions) => AsyncIterable<Answer<M>>

/** The rpcs of a service as functions: `client.getAccount({ id })`. Failures are RapportErrors. */
export type GrpcClient<S extends DescService> = { readonly [K in keyof S['method']]: Call<S['method'][K]> }
