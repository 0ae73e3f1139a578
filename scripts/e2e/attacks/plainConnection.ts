import { connect, type Socket } from 'node:net'
import { address } from '../stack'

/** A connection on which anything may be said, HTTP or not. */
export interface PlainConnection {
  socket: Socket
  /** The status of the first answer; undefined when the connection ended without one. */
  answered: Promise<number | undefined>
  /** Resolves when the connection is closed, by whichever side. */
  closed: Promise<void>
}

/** Opens a connection to the gateway and says `text` on it. */
export const plainConnection = (text: string): PlainConnection => {
  const { hostname, port } = new URL(address())
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const answered = new Promise<number | undefined>((resolve) => {
    socket.once('data', (bytes) => resolve(Number(bytes.toString('latin1').split(' ')[1])))
    void closed.then(() => resolve(undefined))
  })
  socket.write(text)
  return { socket, answered, closed }
}

/** The lines of a request, with what follows them. */
export const requestText = (first: string, headers: Record<string, string | number>, rest = ''): string =>
  [first, 'Host: rapport.test', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', rest].join(
    '\r\n',
  )
