import type { Client } from '@grpc/grpc-js'
import type { Rpc } from '@rapport/proto'
import { decodeError } from '../status/decodeError'
import type { CallSetup } from './callSetup'

export const identity = (bytes: Buffer): Buffer => bytes

/** Bytes as the Buffer that grpc-js sends, without copying. */
export const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

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
    const call = channel.makeUnaryRequest(
      path,
      identity,
      identity,
      asBuffer(bytes),
      metadata,
      grpc,
      (error, answer) => {
        signal?.removeEventListener('abort', cancel)
        if (error) reject(decodeError(error))
        else resolve(answer ?? Buffer.alloc(0))
      },
    )
    if (signal?.aborted) cancel()
    else signal?.addEventListener('abort', cancel, { once: true })
  })
