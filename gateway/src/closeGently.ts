import { setImmediate as turn } from 'node:timers/promises'
import type { Server, ServerResponse } from 'node:http'
import { Server as TcpServer } from 'node:net'

/** A request that takes longer than this, in ms, is cut. */
const LONGEST = 25_000

/** So long a quiet moment is looked for, in ms; and so short is a turn of the event loop in which nothing came. */
const QUIET = { within: 1_000, turn: 0.1 }

/**
 * Resolves in a turn of the event loop in which nothing came. The system resets connections that it has taken and we have not:
 * whoever stops listening while there are some fails the requests on them.
 */
const quietMoment = async (server: Server): Promise<void> => {
  const until = performance.now() + QUIET.within
  let came = false
  const note = () => (came = true)
  server.on('connection', note)
  for (let quiet = false; !quiet && performance.now() < until;) {
    came = false
    const begun = performance.now()
    await turn()
    quiet = !came && performance.now() - begun < QUIET.turn
  }
  server.off('connection', note)
}

/**
 * Ends a server without failing a request. Until `drained`, new connections are still taken, for a load balancer may not know
 * yet; every answer tells its connection to close, so that callers come back elsewhere. Then nothing new is taken, and what
 * is under way is answered.
 */
export const closeGently = async (server: Server, drained: Promise<void>): Promise<void> => {
  server.prependListener('request', (_request, response: ServerResponse) => response.setHeader('Connection', 'close'))
  await drained
  await quietMoment(server)
  // Not http's own close: that would cut idle connections on which a request may already be on its way.
  const closed = new Promise<void>((resolve) => TcpServer.prototype.close.call(server, () => resolve()))
  const idle = setTimeout(() => server.closeIdleConnections(), 500)
  const cut = setTimeout(() => server.closeAllConnections(), LONGEST)
  await closed
  clearTimeout(idle)
  clearTimeout(cut)
}
