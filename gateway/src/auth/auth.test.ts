import { anActor } from '@rapport/chassis/testing'
import { AccountService } from '@rapport/proto/customer'
import { SessionService } from '@rapport/proto/identity'
import { unauthenticated, type Context } from '@rapport/chassis'
import request from 'supertest'
import { principalOf } from '@rapport/chassis/testing'
import { doubleOf } from '../testing/doubleOf'
import { testGateway, type TestGateway } from '../testing/testGateway'

const actor = anActor({ permissions: ['customer.account.read', 'customer.account.create'], sessionId: 's-1' })
const calls: Context[] = []

const accounts = doubleOf(AccountService, {
  countAccounts: async (_, context) => {
    calls.push(context)
    return { count: 1 }
  },
  createAccount: async (_, context) => {
    calls.push(context)
    return {}
  },
})

let gateway: TestGateway

beforeAll(async () => {
  gateway = await testGateway({ services: [accounts] })
  gateway.people.set('session-1', { actor })
  gateway.people.set('rk_1', { actor })
})
afterAll(() => gateway.stop())
beforeEach(() => void (calls.length = 0))

const count = () => request(gateway.url).get('/v1/accounts:count')
const create = () => request(gateway.url).post('/v1/accounts').send({ name: 'a' })
const own = { Cookie: 'rapport=session-1' }

describe('who calls', () => {
  it('is told by the session cookie, or by an API key, which is another channel', async () => {
    expect((await count().set(own)).status).toBe(200)
    expect((await count().set('Authorization', 'Bearer rk_1')).status).toBe(200)
    expect(calls.map(({ actor: { id }, channel }) => [id, channel])).toEqual([
      [actor.id, 'UI'],
      [actor.id, 'API'],
    ])
  })

  it.each([
    ['nothing', {}],
    ['a wrong cookie', { Cookie: 'rapport=other' }],
    ['a wrong key', { Authorization: 'Bearer rk_2' }],
    ['a wrong key beside a good cookie', { Authorization: 'Bearer rk_2', ...own }],
    ['another scheme', { Authorization: 'Basic rk_1' }],
    ['the cookie of TLS where there is none', { Cookie: '__Host-rapport=session-1' }],
    ['an internal token', { Authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }],
  ])('is refused with %s', async (_, headers) => {
    const { status, body, headers: answered } = await count().set(headers)
    expect([status, body, answered['www-authenticate']]).toMatchObject([401, { reason: 'unauthenticated' }, 'Bearer'])
    expect(calls).toEqual([])
  })

  it('cannot be claimed by metadata of the inside', async () => {
    await count().set({ ...own, 'x-channel': 'API', 'x-request-id': 'bad id', 'x-user-agent': 'other' })
    expect(calls[0]).toMatchObject({ channel: 'UI', userAgent: '' })
    expect(calls[0]?.requestId).not.toBe('bad id')
  })

  it('is asked of identity once for many requests, and anew after three seconds', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setInterval', 'setTimeout', 'queueMicrotask'] })
    gateway.people.set('session-2', { actor })
    const before = gateway.questions()
    await Promise.all(Array.from({ length: 20 }, () => count().set('Cookie', 'rapport=session-2')))
    expect(gateway.questions() - before).toBe(1)
    gateway.people.delete('session-2')
    jest.setSystemTime(Date.now() + 3_001)
    expect((await count().set('Cookie', 'rapport=session-2')).status).toBe(401)
    jest.useRealTimers()
  })
})

describe('another site', () => {
  it.each([
    ['Sec-Fetch-Site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a sister site', { 'Sec-Fetch-Site': 'same-site' }],
    ['Origin', { Origin: 'https://evil.example' }],
    ['an opaque origin', { Origin: 'null' }],
    ['neither', {}],
  ])('cannot write with the session of a browser: %s', async (_, headers) => {
    const { status, body } = await create().set({ ...own, ...headers })
    expect([status, body]).toMatchObject([403, { reason: 'foreign_origin' }])
    expect(calls).toEqual([])
  })

  it.each<[string, () => Record<string, string>]>([
    ['Sec-Fetch-Site', () => ({ 'Sec-Fetch-Site': 'same-origin' })],
    ['the same host', () => ({ Origin: gateway.url })],
    ['the public address', () => ({ Origin: 'http://localhost' })],
  ])('is not the portal itself: %s', async (_, headers) => {
    expect((await create().set({ ...own, ...headers() })).status).toBe(201)
  })

  it('may read and use an API key, for no browser sends that by itself', async () => {
    expect((await count().set({ ...own, Origin: 'https://other.example' })).status).toBe(200)
    const partner = { Authorization: 'Bearer rk_1', Origin: 'https://other.example' }
    expect((await create().set(partner)).status).toBe(201)
  })
})

describe('a session', () => {
  const identity = doubleOf(SessionService, {
    signIn: async ({ login }, context) => {
      calls.push(context)
      if (login !== 'wang') throw unauthenticated('credentials_wrong')
      return { sessionToken: 'token-1', session: { permissions: ['a'] } }
    },
    authenticateSession: async ({ sessionToken }) => {
      if (sessionToken !== 'token-1') throw unauthenticated()
      return { principal: principalOf(actor) }
    },
  })
  let door: TestGateway
  beforeAll(async () => {
    door = await testGateway({ services: [identity], config: { PUBLIC_URL: 'https://crm.example', RATE_SIGN_IN: 5 } })
  })
  afterAll(() => door.stop())

  const signIn = (body: object) => request(door.url).post('/v1/session').set('User-Agent', 'test').send(body)

  it('lives in a cookie that scripts cannot read, and its token in no answer', async () => {
    const { status, headers, body, text } = await signIn({ login: 'wang', password: 'p' })
    expect(status).toBe(200)
    expect(headers['set-cookie']).toEqual(['__Host-rapport=token-1; Path=/; HttpOnly; Secure; SameSite=Lax'])
    expect(text).not.toContain('token-1')
    expect(body).toEqual({ session: expect.objectContaining({ permissions: ['a'] }) })
    expect(calls[0]).toMatchObject({ ip: '127.0.0.1', userAgent: 'test', channel: 'UI', actor: { kind: 'ANONYMOUS' } })
  })

  it('ends with its cookie', async () => {
    const { status, headers } = await request(door.url)
      .delete('/v1/session')
      .set({ Cookie: '__Host-rapport=token-1', 'Sec-Fetch-Site': 'same-origin' })
    expect(status).toBe(204)
    expect(headers['set-cookie']?.[0]).toMatch(/^__Host-rapport=; Path=\/; Expires=Thu, 01 Jan 1970/)
  })

  it('is not tried for ever', async () => {
    for (let i = 0; i < 5; i++) await signIn({ login: 'li', password: 'p' })
    const { status, body, headers } = await signIn({ login: 'wang', password: 'p' })
    expect([status, body]).toMatchObject([429, { reason: 'too_many_requests' }])
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    expect(headers['ratelimit-limit']).toBe('5')
  })
})
