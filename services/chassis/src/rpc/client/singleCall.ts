import type { Client, ServiceError } from '@grpc/grpc-js'
import type { Rpc } from '@rapport/proto'
import { decodeError } from '../status/decodeError'
import type { CallSetup } from './callSetup'

export const identity = (bytes: Buffer): Buffer => bytes

/** Bytes as the Buffer that grpc-js sends, without copying. */
export const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** For grpc-js, which notes the stack of every call in case it fails: that costs more than reading its answer, and decodeError() leaves it out. */
const withoutStack = <Result>(make: () => Result): Result => {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return make()
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

/** Makes a unary call once. Rejects with a RapportError. */
export const singleCall = (
  channel: Client,
  { path }: Rpc,
  bytes: Uint8Array,
  { metadata, grpc }: CallSetup,
  signal: AbortSignal | undefined,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const cancel = () => call.cancel()
    const end = (error: ServiceError | null, answer?: Buffer) => {
      signal?.removeEventListener('abort', cancel)
      if (error) reject(decodeError(error))
      else resolve(answer ?? Buffer.alloc(0))
    }
    const call = withoutStack(() =>
      channel.makeUnaryRequest(path, identity, identity, asBuffer(bytes), metadata, grpc, end),
    )
    if (signal?.aborted) cancel()
    else signal?.addEventListener('abort', cancel, { once: true })
  })
