import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'

/** Requests that may wait for their answers on one connection. Browsers and proxies wait for each answer before they ask again. */
const MOST = 16

/** Cuts connections on which more requests come than anybody waits for: they come many at once, and leave no time for others. */
export const notPipelined = (next: RequestListener): RequestListener => {
  const waiting = new WeakMap<Socket, number>()
  return (request, response) => {
    const { socket } = request
    const before = waiting.get(socket) ?? 0
    if (before >= MOST) socket.destroy()
    if (socket.destroyed) return
    waiting.set(socket, before + 1)
    response.once('close', () => waiting.set(socket, (waiting.get(socket) ?? 1) - 1))
    next(request, response)
  }
}
