import type { Client, ServiceError } from '@grpc/grpc-js'
import type { Rpc } from '@rapport/proto'
import { once } from 'node:events'
import { decodeError } from '../status/decodeError'
import type { CallSetup } from './callSetup'
import { asBuffer, identity } from './singleCall'

const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && 'code' in error && 'metadata' in error

/** Ends `call` when `signal` aborts; the returned function stops listening. */
const cancelWith = (signal: AbortSignal | undefined, call: { cancel(): void }): (() => void) => {
  const cancel = () => call.cancel()
  if (signal?.aborted) cancel()
  signal?.addEventListener('abort', cancel, { once: true })
  return () => signal?.removeEventListener('abort', cancel)
}

/** Makes a call that is answered by a stream. Whoever stops reading ends the call. Throws RapportErrors. */
export async function* serverStream(
  channel: Client,
  { path }: Rpc,
  bytes: Uint8Array,
  { metadata, grpc }: CallSetup,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  const call = channel.makeServerStreamRequest(path, identity, identity, asBuffer(bytes), metadata, grpc)
  const release = cancelWith(signal, call)
  try {
    for await (const answer of call as AsyncIterable<Buffer>) yield answer
  } catch (error) {
    throw isServiceError(error) ? decodeError(error) : error
  } finally {
    release()
    call.cancel()
  }
}

/** Makes a call that sends a stream, no faster than the peer reads it. Ends early when the peer answers early. Rejects with a RapportError. */
export const clientStream = (
  channel: Client,
  { path }: Rpc,
  requests: AsyncIterable<Uint8Array>,
  { metadata, grpc }: CallSetup,
  signal: AbortSignal | undefined,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const ended = new AbortController()
    const call = channel.makeClientStreamRequest(path, identity, identity, metadata, grpc, (error, bytes) => {
      release()
      ended.abort()
      if (error) reject(decodeError(error))
      else resolve(bytes ?? Buffer.alloc(0))
    })
    const release = cancelWith(signal, call)

    const send = async (): Promise<void> => {
      for await (const request of requests) {
        if (ended.signal.aborted) return
        if (!call.write(asBuffer(request))) await once(call, 'drain', { signal: ended.signal }).catch(() => undefined)
      }
      call.end()
    }
    // What goes wrong while reading the requests is the failure of the call.
    send().catch((error: unknown) => {
      reject(error instanceof Error ? error : new Error('the requests cannot be read', { cause: error }))
      call.cancel()
    })
  })
