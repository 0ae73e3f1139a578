import { connect as connectHttp2, constants, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2'
import { connect } from 'node:net'

const { NGHTTP2_CANCEL } = constants
const PATIENCE = 10_000

/** A length-prefixed gRPC message whose flag and length may lie. */
export const frame = (content: Buffer, { flag = 0, length = content.length } = {}): Buffer => {
  const head = Buffer.alloc(5)
  head.writeUInt8(flag, 0)
  head.writeUInt32BE(length, 1)
  return Buffer.concat([head, content])
}

/** Somebody who speaks gRPC to a service directly, and as badly as asked. */
export interface GrpcPeer {
  /** Sends bytes to an rpc as its whole request. Answers with the gRPC status, `reset` when the stream or connection was ended, `silence` after 10 s. */
  call: (path: string, bytes: Buffer, headers?: Record<string, string>) => Promise<string>
  /** Opens streams and resets each at once. */
  resetRapidly: (path: string, streams: number) => Promise<void>
  /** Says bytes to the port, HTTP/2 or not, and waits until the service ends the connection or has had them for a while. */
  say: (bytes: Buffer) => Promise<void>
  close: () => void
}

/** Makes a peer of the service at a port of this machine. */
export const grpcPeer = (port: number): GrpcPeer => {
  let session: ClientHttp2Session | undefined
  const open = (): ClientHttp2Session => {
    if (session && !session.closed && !session.destroyed) return session
    session = connectHttp2(`http://127.0.0.1:${port}`)
    session.on('error', () => undefined)
    return session
  }

  const call: GrpcPeer['call'] = (path, bytes, headers = {}) =>
    new Promise((resolve) => {
      const stream = open().request({
        ':method': 'POST',
        ':path': path,
        'content-type': 'application/grpc',
        te: 'trailers',
        ...headers,
      })
      let status: string | undefined
      const note = (found: IncomingHttpHeaders) => {
        const isOurs = found['grpc-status-details-bin'] !== undefined
        status ??= found['grpc-status']?.toString().replace(/$/, isOurs ? ' of ours' : '')
      }
      stream
        .on('response', note)
        .on('trailers', note)
        .on('error', () => undefined)
      stream.setTimeout(PATIENCE, () => {
        status = 'silence'
        stream.close(NGHTTP2_CANCEL)
      })
      stream.on('close', () => resolve(status ?? 'reset')).resume()
      stream.end(bytes)
    })

  return {
    call,
    resetRapidly: async (path, streams) => {
      for (let at = 0; at < streams; at++) {
        const stream = open().request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc' })
        stream.on('error', () => undefined)
        stream.close(NGHTTP2_CANCEL)
        if (at % 100 === 99) await new Promise((resolve) => setImmediate(resolve))
      }
    },
    say: (bytes) =>
      new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1')
        socket
          .on('error', () => undefined)
          .on('close', () => resolve())
          .resume()
        socket.write(bytes, () => setTimeout(() => socket.destroy(), 200))
      }),
    close: () => session?.destroy(),
  }
}
