import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { shedding } from './shed'

const AT_ONCE = 64

let begun: [path: string, response: ServerResponse][] = []
let server: Server
let stop: () => void

beforeEach(async () => {
  begun = []
  const gate = shedding((request, response) => void begun.push([request.url ?? '', response]))
  stop = gate.stop
  server = createServer(gate.listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  stop()
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})

const ask = (path: string) =>
  get({ agent: false, host: '127.0.0.1', port: (server.address() as AddressInfo).port, path })

const answer = async (asked: ReturnType<typeof ask>, [, response]: [string, ServerResponse]) => {
  response.end('done')
  const [message] = (await once(asked, 'response')) as [IncomingMessage]
  message.resume()
  return message.statusCode
}

const until = async (condition: () => boolean) => {
  while (!condition()) await nextTurn()
}

/** One after the other, so that they come in the order in which they are asked. */
const askAll = async (names: string[]) => {
  const asked: ReturnType<typeof ask>[] = []
  for (const name of names) {
    const arrived = once(server, 'request')
    asked.push(ask(name).on('error', () => undefined))
    await arrived
  }
  return asked
}

const connections = promisify((done: (error: Error | null, count: number) => void) => server.getConnections(done))

describe('shedding', () => {
  it('lets requests wait for their turn, first come first', async () => {
    const asked = await askAll(Array.from({ length: AT_ONCE + 3 }, (_, index) => `/${index}`))
    expect(begun).toHaveLength(AT_ONCE)
    for (const next of [0, 1, 2]) {
      const [one, place] = [asked[next], begun[next]]
      if (!one || !place) throw new Error('nothing was begun')
      expect(await answer(one, place)).toBe(200)
      await until(() => begun.length === AT_ONCE + next + 1)
    }
    expect(begun.slice(AT_ONCE).map(([path]) => path)).toEqual([`/${AT_ONCE}`, `/${AT_ONCE + 1}`, `/${AT_ONCE + 2}`])
  })

  it('does not begin what nobody waits for any more', async () => {
    const asked = await askAll([...Array.from({ length: AT_ONCE }, () => '/first'), '/gone', '/waits'])
    const [one, gone] = [asked[0], asked[AT_ONCE]]
    const [place] = begun
    if (!one || !gone || !place) throw new Error('nothing was begun')
    const before = await connections()
    gone.destroy()
    while ((await connections()) === before) await nextTurn()
    await answer(one, place)
    await until(() => begun.length === AT_ONCE + 1)
    expect(begun.at(-1)?.[0]).toBe('/waits')
  })
})
