import { Client, credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js'
import { contract } from '@rapport/proto'
import { AccountService } from '@rapport/proto/customer'
import { SessionService } from '@rapport/proto/identity'
import { pino } from 'pino'
import { currentContext, type Context } from '../../context/context'
import { conflict, invalid, RapportError } from '../../errors/errors'
import { accountsDouble, type AccountWork } from '../../testing/accountsDouble'
import { anActor } from '../../testing/anActor'
import { testServer, type TestServer } from '../../testing/testServer'

const id = '0198c0de-0000-7000-8000-000000000001'
const lines: string[] = []
const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) })
const messages = { account_duplicate: { en: 'There is {name} already.', 'zh-CN': '已存在{name}。' } }
const contexts: Context[] = []

const actor = anActor({ tenantId: 7, permissions: contract().permissions })
let work: AccountWork
let server: TestServer
let token: string

beforeAll(async () => {
  server = await testServer([accountsDouble((context) => (contexts.push(context), work(context)))], { messages, log })
  token = await server.tokenFor(actor)
})

afterAll(() => server.stop())

const client = () => server.clients.client(AccountService)
const failure = (expected: Partial<RapportError>): unknown => expect.objectContaining(expected)

beforeEach(() => {
  contexts.length = 0
  lines.length = 0
  work = async () => ({ name: '云启' })
})

describe('a call', () => {
  it('reaches its handler with everything that is known about it', async () => {
    const options = {
      token,
      requestId: 'r-1',
      locale: 'en' as const,
      channel: 'UI',
      ip: '203.0.113.9',
      userAgent: '浏览器',
    }
    expect(await client().getAccount({ id }, options)).toMatchObject({ name: '云启' })
    expect(contexts[0]).toMatchObject({
      requestId: 'r-1',
      locale: 'en',
      channel: 'UI',
      ip: '203.0.113.9',
      userAgent: '???',
      actor: { tenantId: 7, id: actor.id, kind: 'USER' },
    })
    expect(contexts[0]?.rpc?.id).toBe('customer.AccountService/GetAccount')
  })

  it('has its context wherever its handler gets to', async () => {
    work = async () => {
      await new Promise((resolve) => setImmediate(resolve))
      return { name: currentContext().requestId }
    }
    expect(await client().getAccount({ id }, { token, requestId: 'r-2' })).toMatchObject({ name: 'r-2' })
  })

  it('of a command has a hash that tells requests with the same key apart', async () => {
    const options = { token, idempotencyKey: 'k' }
    await client().createAccount({ account: { name: 'a' } }, options)
    await client().createAccount({ account: { name: 'a' } }, options)
    await client().createAccount({ account: { name: 'b' } }, options)
    const hashes = contexts.map(({ requestHash }) => requestHash)
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(hashes[1]).toBe(hashes[0])
    expect(hashes[2]).not.toBe(hashes[0])
  })

  it('keeps fields from an actor whose rules say so', async () => {
    work = async () => ({ creditCode: '91330100MA27X0000X' })
    const ruled = await server.tokenFor({ ...actor, fieldRules: { 'account.creditCode': 'HIDDEN' } })
    const { accounts: shown } = await client().listAccounts({}, { token: ruled })
    expect(shown.map(({ creditCode }) => creditCode)).toEqual(['', ''])
    await expect(client().createAccount({ account: { name: 'a', creditCode: 'x' } }, { token: ruled })).rejects.toEqual(
      failure({ kind: 'denied', violations: [expect.objectContaining({ field: 'creditCode' })] }),
    )
  })
})

describe('a call that is refused', () => {
  it('without token is unauthenticated', async () => {
    await expect(client().getAccount({ id })).rejects.toEqual(failure({ kind: 'unauthenticated' }))
  })

  it('with a broken token is unauthenticated', async () => {
    await expect(client().getAccount({ id }, { token: 'x.y.z' })).rejects.toEqual(failure({ reason: 'token_invalid' }))
  })

  it('without permission is denied, before the request is looked at', async () => {
    const poor = await server.tokenFor(anActor({ permissions: ['customer.account.read'] }))
    await expect(client().createAccount({}, { token: poor })).rejects.toEqual(
      failure({
        kind: 'denied',
        reason: 'permission_missing',
        params: { permission: 'customer.account.create' },
        sentence: '您的角色没有 customer.account.create 权限。',
      }),
    )
  })

  it('by the gateway itself is unauthenticated where somebody must be signed in', async () => {
    const internal = await server.tokenFor({ internal: true })
    await expect(client().getAccount({ id }, { token: internal })).rejects.toEqual(failure({ kind: 'unauthenticated' }))
  })

  it('names the wrong fields with a sentence in the language of the caller', async () => {
    const wrong = client().createAccount({ account: { phones: [''] } }, { token, locale: 'zh-CN' })
    await expect(wrong).rejects.toEqual(
      failure({
        kind: 'invalid',
        reason: 'request_invalid',
        sentence: '请求内容有误。',
        violations: [
          { field: 'name', reason: 'required', description: '此项必填。' },
          { field: 'phones[0]', reason: 'required', description: '此项必填。' },
        ],
      }),
    )
    expect(contexts).toEqual([])
  })

  it('with bytes that are no message is a bad request', async () => {
    const rpc = contract().rpcs.find(({ method }) => method === AccountService.method.getAccount)
    if (!rpc) throw new Error('no rpc')
    await expect(server.clients.callUnary(rpc, new Uint8Array([0xff, 0xff, 0xff]), { token })).rejects.toEqual(
      failure({ kind: 'invalid', reason: 'request_malformed' }),
    )
  })

  it('with an idempotency key that nobody could store is a bad request', async () => {
    const call = client().createAccount({ account: { name: 'a' } }, { token, idempotencyKey: 'k'.repeat(256) })
    await expect(call).rejects.toEqual(
      failure({
        violations: [expect.objectContaining({ field: 'Idempotency-Key', reason: 'idempotency_key_malformed' })],
      }),
    )
  })

  it('of an rpc that nobody serves is unimplemented', async () => {
    const elsewhere = server.clients.client(SessionService)
    await expect(elsewhere.getSession({}, { token })).rejects.toEqual(failure({ kind: 'unimplemented' }))
  })
})

describe('a handler that fails', () => {
  it('with a reason has it told, with parameters, fields and sentence', async () => {
    work = () =>
      Promise.reject(conflict('account_duplicate', { name: '云启' }, { field: 'name', reason: 'not_allowed' }))
    await expect(client().getAccount({ id }, { token, locale: 'en' })).rejects.toEqual(
      failure({
        kind: 'conflict',
        reason: 'account_duplicate',
        params: { name: '云启' },
        sentence: 'There is 云启 already.',
        violations: [{ field: 'name', reason: 'not_allowed', description: 'This value is not allowed.' }],
      }),
    )
  })

  it('unforeseen tells the caller nothing but the request id, and the log everything', async () => {
    work = () => Promise.reject(new Error('canary'))
    const failed = client().getAccount({ id }, { token, requestId: 'r-3', locale: 'en' })
    await expect(failed).rejects.toEqual(
      failure({
        kind: 'internal',
        reason: 'internal',
        params: { requestId: 'r-3' },
        sentence: expect.stringContaining('r-3'),
      }),
    )
    await expect(failed).rejects.not.toEqual(failure({ sentence: expect.stringContaining('canary') }))
    expect(lines.join('')).toContain('canary')
  })

  it('with a thousand wrong fields still gets through', async () => {
    const violations = Array.from({ length: 1_000 }, (_, index) => ({ field: `tags[${index}]`, reason: 'required' }))
    work = () => Promise.reject(invalid(...violations))
    await expect(client().getAccount({ id }, { token })).rejects.toHaveProperty('violations.length', 20)
  })

  it('says when to come back', async () => {
    work = () => Promise.reject(new RapportError('exhausted', 'too_many_requests', { retryAfter: 2.5 }))
    await expect(client().getAccount({ id }, { token })).rejects.toEqual(
      failure({ kind: 'exhausted', params: { retryAfter: 2.5 } }),
    )
  })
})

describe('what is not a request of ours', () => {
  it('does not disturb the server', async () => {
    const raw = new Client(server.target, credentials.createInsecure())
    const path = '/rapport.customer.v1.AccountService/GetAccount'
    const send = (bytes: Buffer, metadata = new Metadata()) =>
      new Promise<ServiceError | null>((resolve) => {
        const same = (value: Buffer) => value
        raw.makeUnaryRequest(path, same, same, bytes, metadata, {}, (error) => resolve(error))
      })
    const authorised = new Metadata()
    authorised.set('authorization', `Bearer ${token}`)
    for (let length = 0; length < 40; length++) {
      const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 37 + length * 11) % 256))
      expect((await send(bytes, authorised.clone()))?.code).toBe(status.INVALID_ARGUMENT)
    }
    expect((await send(Buffer.alloc(5 * 1024 * 1024), authorised.clone()))?.code).toBe(status.RESOURCE_EXHAUSTED)
    raw.close()
    expect(await client().getAccount({ id }, { token })).toMatchObject({ name: '云启' })
  })
})
