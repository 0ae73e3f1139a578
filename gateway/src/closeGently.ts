import type { Server, ServerResponse } from 'node:http'
import { Server as TcpServer } from 'node:net'

/** A request that takes longer than this, in ms, is cut. */
const LONGEST = 25_000

/**
 * Ends a server without failing a request. Until `drained`, new connections are still taken, for a load balancer may not know
 * yet; every answer tells its connection to close, so that callers come back elsewhere. Then nothing new is taken, and what
 * is under way is answered.
 */
export const closeGently = async (server: Server, drained: Promise<void>): Promise<void> => {
  server.prependListener('request', (_request, response: ServerResponse) => response.setHeader('Connection', 'close'))
  await drained
  // Not http's own close: that would cut idle connections on which a request may already be on its way.
  const closed = new Promise<void>((resolve) => TcpServer.prototype.close.call(server, () => resolve()))
  const idle = setTimeout(() => server.closeIdleConnections(), 500)
  const cut = setTimeout(() => server.closeAllConnections(), LONGEST)
  await closed
  clearTimeout(idle)
  clearTimeout(cut)
}
