import { once } from 'node:events'
import { createServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { closeGently } from './closeGently'

/** A server that is busy for a moment with every request. */
const busyServer = async (): Promise<Server> => {
  const server = createServer((_request, response) => {
    const until = performance.now() + 1
    while (performance.now() < until);
    setTimeout(() => response.end('done'), 3)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** One request on a connection of its own: its status, or the code of the error. */
const ask = (port: number): Promise<string> =>
  new Promise((told) => {
    const request = get({ host: '127.0.0.1', port, agent: false }, (response) => {
      response.resume().once('end', () => told(String(response.statusCode)))
    })
    request.once('error', (error: NodeJS.ErrnoException) => told(error.code ?? error.message))
  })

it('answers or refuses every connection, and resets none', async () => {
  const told = new Set<string>()
  for (let round = 0; round < 20; round++) {
    const server = await busyServer()
    const { port } = server.address() as AddressInfo
    let open = true
    const callers = Array.from({ length: 4 }, async (_, index) => {
      while (open) {
        told.add(await ask(port))
        await sleep(4 + 2 * index)
      }
    })
    await closeGently(server, sleep(50))
    open = false
    await Promise.all(callers)
  }
  expect([...told].sort()).toEqual(['200', 'ECONNREFUSED'])
})
