import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { faultyPipe, type Slowness } from './faultyPipe'

export interface FaultyProxy {
  /** `host:port` to connect to. */
  readonly address: string
  /** Cuts all connections with a reset. */
  readonly cut: () => void
  /** Refuses new connections and cuts the others, until `heal`. */
  readonly refuse: () => Promise<void>
  /** Holds everything back in both directions, until `heal`; connections stay open, as on a dead cable. */
  readonly swallow: () => void
  /** Delivers later or slower in both directions, until `heal`. */
  readonly slow: (slowness: Slowness) => void
  readonly heal: () => Promise<void>
  /** Called with each piece that a client sends; `cut` drops it and resets the connection, `cutAfter` delivers it and swallows the answer, bytes are sent in its place. */
  onRequest: ((bytes: Buffer) => 'pass' | 'cut' | 'cutAfter' | Buffer) | undefined
  readonly stop: () => Promise<void>
}

/** For tests: a TCP proxy to `target` (`host:port`) that makes network faults. */
export const aFaultyProxy = async (target: string): Promise<FaultyProxy> => {
  const [host = '', port] = target.split(':')
  const connections = new Set<{ cut: () => void; flush: () => void }>()
  const line: { held: boolean } & Slowness = { held: false }
  let server: Server

  const serve = (client: Socket) => {
    const upstream = connect({ host, port: Number(port), noDelay: true, allowHalfOpen: true })
    client.setNoDelay(true)
    let deaf = false
    const cut = () => {
      connections.delete(connection)
      client.resetAndDestroy()
      upstream.resetAndDestroy()
    }
    const requests = faultyPipe(client, upstream, line, (bytes) => {
      const verdict = deaf ? 'drop' : (proxy.onRequest?.(bytes) ?? 'pass')
      if (verdict === 'cut') cut()
      if (verdict === 'cutAfter') deaf = true
      if (Buffer.isBuffer(verdict)) return verdict
      return verdict === 'cut' || verdict === 'drop' ? undefined : bytes
    })
    const answers = faultyPipe(upstream, client, line, (bytes) => {
      if (!deaf) return bytes
      cut()
      return undefined
    })
    const connection = {
      cut,
      flush: () => {
        requests.flush()
        answers.flush()
      },
    }
    connections.add(connection)
    for (const socket of [client, upstream]) {
      socket.on('error', cut).on('close', () => {
        if (client.destroyed && upstream.destroyed) connections.delete(connection)
      })
    }
  }

  const open = (on: number) =>
    new Promise<number>((resolve, reject) => {
      server = createServer({ allowHalfOpen: true }, serve).once('error', reject)
      server.listen(on, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
    })
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))

  const at = await open(0)
  const cut = () => {
    for (const connection of connections) connection.cut()
  }
  const proxy: FaultyProxy = {
    address: `127.0.0.1:${at}`,
    cut,
    refuse: async () => {
      const closed = close()
      cut()
      await closed
    },
    swallow: () => void (line.held = true),
    slow: ({ delay, bytesPerSecond }) => void Object.assign(line, { delay, bytesPerSecond }),
    heal: async () => {
      Object.assign(line, { held: false, delay: undefined, bytesPerSecond: undefined })
      for (const connection of connections) connection.flush()
      if (!server.listening) await open(at)
    },
    onRequest: undefined,
    stop: async () => {
      const closed = server.listening ? close() : undefined
      cut()
      await closed
    },
  }
  return proxy
}
