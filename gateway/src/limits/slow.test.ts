import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { anActor } from '@rapport/chassis/testing'
import { AccountService } from '@rapport/proto/customer'
import { doubleOf } from '../testing/doubleOf'
import { testGateway, type TestGateway } from '../testing/testGateway'

let gateway: TestGateway
let counted = 0
const sockets: Socket[] = []

beforeAll(async () => {
  const accounts = doubleOf(AccountService, {
    countAccounts: () => {
      counted++
      return Promise.resolve({ count: 1 })
    },
    createAccount: () => Promise.resolve({}),
  })
  gateway = await testGateway({ services: [accounts] })
  const actor = anActor({ permissions: ['customer.account.read', 'customer.account.create'] })
  gateway.people.set('rk_slow', { actor })
  gateway.people.set('rk_other', { actor: { ...actor, id: 'other' } })
})
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})
afterAll(() => gateway.stop())

const say = async (...lines: string[]): Promise<Socket> => {
  const { hostname, port } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  sockets.push(socket)
  await once(socket, 'connect')
  socket.write(lines.join('\r\n'))
  return socket
}

const statusOf = async (socket: Socket): Promise<number> => {
  const [head] = (await once(socket, 'data')) as [Buffer]
  return Number(head.toString('latin1').split(' ')[1])
}

const get = async (path: string, key = 'rk_slow') => {
  const response = await fetch(`${gateway.url}${path}`, { headers: { authorization: `Bearer ${key}` } })
  await response.text()
  return response.status
}

it('answers that nobody reads take no place from others', async () => {
  for (let reader = 0; reader < 600; reader++) {
    const socket = await say('GET /openapi.json HTTP/1.1', 'Host: localhost', '', '')
    socket.pause()
  }
  // The last of them may not have been let go yet.
  while ((await get('/v1/accounts:count')) !== 200);
  const statuses = await Promise.all(Array.from({ length: 50 }, () => get('/v1/accounts:count')))
  expect(new Set(statuses)).toEqual(new Set([200]))
})

it('who asks again and again without waiting for an answer is cut off', async () => {
  const before = counted
  const lines = ['GET /v1/accounts:count HTTP/1.1', 'Host: localhost', 'Authorization: Bearer rk_slow', '', '']
  const socket = await say(lines.join('\r\n').repeat(5_000))
  await new Promise((resolve) => socket.once('close', resolve))
  expect(counted - before).toBeLessThanOrEqual(16)
  expect(await get('/v1/accounts:count')).toBe(200)
})

describe('bodies that come slowly', () => {
  const body = JSON.stringify({ name: 'a'.repeat(50) })
  const begin = () =>
    say(
      'POST /v1/accounts HTTP/1.1',
      'Host: localhost',
      'Authorization: Bearer rk_slow',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      '',
      body.slice(0, 1),
    )

  const beginMany = async (many: number) => {
    const refused: Socket[] = []
    const begun: Socket[] = []
    for (let at = 0; at < many; at++) begun.push(await begin())
    await new Promise<void>((resolve) => {
      for (const socket of begun) {
        void statusOf(socket).then((status) => {
          if (status === 429) refused.push(socket)
          if (refused.length === many - 50) resolve()
        })
      }
    })
    return begun.filter((socket) => !refused.includes(socket))
  }

  it('are bounded for each sender, and cost nobody else a place', async () => {
    const waiting = await beginMany(60)
    expect(waiting).toHaveLength(50)
    expect(await get('/v1/accounts:count')).toBe(200)
    expect(await get('/v1/accounts:count', 'rk_other')).toBe(200)
    const statuses = waiting.map(statusOf)
    for (const socket of waiting) socket.write(body.slice(1))
    expect(new Set(await Promise.all(statuses))).toEqual(new Set([201]))
  })

  it('are counted no longer when their sender is gone', async () => {
    for (const socket of await beginMany(60)) socket.destroy()
    const tryAgain = async () => {
      const socket = await begin()
      socket.write(body.slice(1))
      return statusOf(socket)
    }
    while ((await tryAgain()) !== 201);
    expect(await get('/v1/accounts:count')).toBe(200)
  })
})
