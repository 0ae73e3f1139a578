import { once } from 'node:events'
import { createServer, get, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import supertest from 'supertest'
import { shedding } from './shed'

const AT_ONCE = 32
const ALWAYS_LET_IN = 256
const CROWD = 1024

let begun: string[] = []
let server: Server
let stop: () => void

beforeEach(async () => {
  begun = []
  const places = shedding()
  const work = places.listener(({ url = '' }, response) => {
    begun.push(url)
    if (url === '/body-comes') places.awaitBody(response)
    if (url === '/long-answer') response.write('beginning')
  })
  stop = places.stop
  server = createServer(work).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  stop()
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})

const portOf = (of: Server) => (of.address() as AddressInfo).port

const ask = (path: string) => get({ agent: false, host: '127.0.0.1', port: portOf(server), path })

const answer = async ([asked, response]: [ReturnType<typeof ask>, ServerResponse]) => {
  response.end('done')
  const [message] = (await once(asked, 'response')) as [IncomingMessage]
  message.resume()
  return message.statusCode
}

const until = async (condition: () => boolean) => {
  while (!condition()) await nextTurn()
}

/** One after the other, so that they come in the order in which they are asked. With what the server is to answer. */
const askAll = async (names: string[]) => {
  const all: [asked: ReturnType<typeof ask>, response: ServerResponse][] = []
  for (const name of names) {
    const arrived = once(server, 'request')
    const asked = ask(name).on('error', () => undefined)
    const [, response] = (await arrived) as [IncomingMessage, ServerResponse]
    all.push([asked, response])
  }
  return all
}

describe('shedding', () => {
  it('lets requests wait for their turn, first come first', async () => {
    const all = await askAll(Array.from({ length: AT_ONCE + 3 }, (_, index) => `/${index}`))
    expect(begun).toHaveLength(AT_ONCE)
    for (const [index, one] of all.slice(0, 3).entries()) {
      expect(await answer(one)).toBe(200)
      await until(() => begun.length > AT_ONCE + index)
    }
    expect(begun.slice(AT_ONCE)).toEqual([`/${AT_ONCE}`, `/${AT_ONCE + 1}`, `/${AT_ONCE + 2}`])
  })

  it('refuses those beyond a crowd, with a whole problem in their language', async () => {
    await askAll(Array.from({ length: CROWD }, (_, index) => `/${index}`))
    const sentences = {
      en: 'There is too much to do at the moment. Please try again in 2 seconds.',
      'zh-CN': '系统繁忙，请在 2 秒后重试。',
    }
    for (const [language, sentence] of Object.entries(sentences)) {
      const { status, headers, text } = await supertest(server).get('/').set('Accept-Language', language)
      expect(status).toBe(503)
      expect(headers).toMatchObject({ 'retry-after': '2', 'content-length': String(Buffer.byteLength(text)) })
      expect(JSON.parse(text)).toMatchObject({ requestId: headers['x-request-id'], detail: sentence })
    }
  })

  const fill = async (path: string, method: string) => {
    for (let count = 0; count <= ALWAYS_LET_IN; count++) {
      const arrived = once(server, 'request')
      request({ agent: false, host: '127.0.0.1', port: portOf(server), method, path })
        .on('error', () => undefined)
        .write('a')
      await arrived
    }
  }

  it.each([
    ['a body that is still to come', '/body-comes', 'POST'],
    ['an answer that has begun', '/long-answer', 'GET'],
  ])('keeps no place for %s', async (_what, path, method) => {
    await fill(path, method)
    const quick = await askAll(['/quick'])
    await until(() => begun.includes('/quick'))
    for (const one of quick) expect(await answer(one)).toBe(200)
  })

  it('a body that is there takes its place again', async () => {
    const complete: ReturnType<typeof ask>[] = []
    for (let count = 0; count < AT_ONCE; count++) {
      const arrived = once(server, 'request')
      const asked = request({
        agent: false,
        host: '127.0.0.1',
        port: portOf(server),
        method: 'POST',
        path: '/body-comes',
      })
      asked.on('error', () => undefined).write('a')
      const [incoming] = (await arrived) as [IncomingMessage]
      const read = once(incoming.resume(), 'end')
      asked.end()
      await read
      complete.push(asked)
    }
    const waits = await askAll(['/waits'])
    expect(begun).not.toContain('/waits')
    for (const asked of complete) asked.destroy()
    await until(() => begun.includes('/waits'))
    for (const one of waits) expect(await answer(one)).toBe(200)
  })

  it('does not begin what nobody waits for any more', async () => {
    const all = await askAll([...Array.from({ length: AT_ONCE }, () => '/first'), '/gone', '/waits'])
    for (const [asked, response] of all.slice(AT_ONCE, AT_ONCE + 1)) {
      asked.destroy()
      await once(response, 'close')
    }
    for (const one of all.slice(0, 1)) await answer(one)
    await until(() => begun.length > AT_ONCE)
    expect(begun.slice(AT_ONCE)).toEqual(['/waits'])
  })
})
