import { connect, createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface FaultyProxy {
  /** `host:port` to connect to. */
  readonly address: string
  /** Cuts all connections with a reset. */
  readonly cut: () => void
  /** Refuses new connections and cuts the others, until `heal`. */
  readonly refuse: () => Promise<void>
  /** Swallows everything in both directions, until `heal`; connections stay open. */
  readonly swallow: () => void
  readonly heal: () => Promise<void>
  /** Called with each piece that a client sends; `cut` drops it and resets the connection, `cutAfter` delivers it and swallows the answer, bytes are sent in its place. */
  onRequest: ((bytes: Buffer) => 'pass' | 'cut' | 'cutAfter' | Buffer) | undefined
  readonly stop: () => Promise<void>
}

/** For tests: a TCP proxy to `target` (`host:port`) that makes network faults. */
export const aFaultyProxy = async (target: string): Promise<FaultyProxy> => {
  const [host = '', port] = target.split(':')
  const pairs = new Set<[Socket, Socket]>()
  let swallowing = false
  let server: Server

  const serve = (client: Socket) => {
    const upstream = connect({ host, port: Number(port), noDelay: true })
    client.setNoDelay(true)
    const pair: [Socket, Socket] = [client, upstream]
    let deaf = false
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      client.resetAndDestroy()
      upstream.resetAndDestroy()
    }
    client.on('data', (bytes) => {
      if (swallowing || deaf) return
      const verdict = proxy.onRequest?.(bytes) ?? 'pass'
      if (verdict === 'cut') return end()
      if (verdict === 'cutAfter') deaf = true
      upstream.write(Buffer.isBuffer(verdict) ? verdict : bytes)
    })
    upstream.on('data', (bytes) => {
      if (deaf) return end()
      if (!swallowing) client.write(bytes)
    })
    for (const socket of pair) socket.on('error', end).on('close', end)
  }

  const open = (on: number) =>
    new Promise<number>((resolve, reject) => {
      server = createServer(serve).once('error', reject)
      server.listen(on, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
    })
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))

  const at = await open(0)
  const cut = () => {
    for (const [client, upstream] of pairs) {
      client.resetAndDestroy()
      upstream.resetAndDestroy()
    }
  }
  const proxy: FaultyProxy = {
    address: `127.0.0.1:${at}`,
    cut,
    refuse: async () => {
      const closed = close()
      cut()
      await closed
    },
    swallow: () => (swallowing = true),
    heal: async () => {
      swallowing = false
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
