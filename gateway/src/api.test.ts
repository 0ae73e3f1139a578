import { RapportError, type Context, type Kind } from '@rapport/chassis'
import { anActor } from '@rapport/chassis/testing'
import {
  AccountService,
  Account_Level,
  type Account,
  type CreateAccountRequest,
  type ListAccountsRequest,
  type UpdateAccountRequest,
} from '@rapport/proto/customer'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import request from 'supertest'
import { doubleOf } from './testing/doubleOf'
import { testGateway, type TestGateway } from './testing/testGateway'

const id = '0198c0de-0000-7000-8000-000000000001'
const permissions = ['read', 'create', 'update', 'delete', 'assign'].map((action) => `customer.account.${action}`)
const actor = anActor({ permissions, scopes: { 'customer.account': 'ALL' } })
const key = 'rk_test'

interface Seen {
  context?: Context
  created?: CreateAccountRequest
  updated?: UpdateAccountRequest
  listed?: ListAccountsRequest
}

const seen: Seen = {}
let answer: (context: Context) => Promise<Partial<Omit<Account, '$typeName' | '$unknown'>>> = async () => ({
  id,
  version: 3,
})

const accounts = doubleOf(AccountService, {
  getAccount: (_, context) => answer(context),
  createAccount: (created, context) => {
    Object.assign(seen, { created, context })
    return answer(context)
  },
  updateAccount: (updated, context) => {
    Object.assign(seen, { updated, context })
    return answer(context)
  },
  listAccounts: async (listed, context) => {
    Object.assign(seen, { listed, context })
    return { accounts: [await answer(context)], nextPageToken: 'next' }
  },
})

let gateway: TestGateway

beforeAll(async () => {
  gateway = await testGateway({ services: [accounts] })
  gateway.people.set(key, { actor })
})
afterAll(() => gateway.stop())
beforeEach(() => {
  answer = async () => ({ id, version: 3, name: '上海华信' })
})

const call = (method: 'get' | 'post' | 'patch' | 'put' | 'delete' | 'options', path: string) =>
  request(gateway.url)[method](path).set('Authorization', `Bearer ${key}`).set('Accept-Language', 'en')

const fieldsOf = (body: unknown) => (body as { errors: { field: string; reason: string }[] }).errors

describe('reading', () => {
  it('answers JSON with every field, an entity tag and the request id', async () => {
    const { status, headers, body } = await call('get', `/v1/accounts/${id}`).set('X-Request-Id', 'mine-1')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id,
      name: '上海华信',
      version: 3,
      tags: [],
      level: 'LEVEL_UNSPECIFIED',
      completeness: 0,
    })
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'x-request-id': 'mine-1' })
    expect(headers['etag']).toMatch(/^"3-[0-9a-z]+"$/)
  })

  it('answers 304 while nothing changed, and 200 when what the caller may see did', async () => {
    const { headers } = await call('get', `/v1/accounts/${id}`)
    const again = () => call('get', `/v1/accounts/${id}`).set('If-None-Match', String(headers['etag']))
    expect((await again()).status).toBe(304)
    answer = async () => ({ id, version: 3, name: '上***信' })
    expect((await again()).status).toBe(200)
  })

  it('reads filters from the query', async () => {
    const query =
      'pageSize=20&filter.levels=A&filter.levels=B&filter.deleted=true&filter.q=%E5%8D%8E+a&filter.createdAfter=2026-01-15T08:00:00%2B08:00'
    const { status, body } = await call('get', `/v1/accounts?${query}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ nextPageToken: 'next' })
    expect(seen.listed).toMatchObject({
      pageSize: 20,
      filter: {
        levels: [Account_Level.A, Account_Level.B],
        deleted: true,
        q: '华 a',
        createdAfter: { seconds: 1768435200n },
      },
    })
  })

  it('answers HEAD as GET without a body', async () => {
    const { status, text } = await request(gateway.url).head(`/v1/accounts/${id}`).set('Authorization', `Bearer ${key}`)
    expect(status).toBe(200)
    expect(text).toBeFalsy()
  })
})

describe('writing', () => {
  it('answers 201 with the address of what was created', async () => {
    const { status, headers } = await call('post', '/v1/accounts?allowDuplicates=true').send({
      name: '华信',
      phones: ['1'],
    })
    expect(status).toBe(201)
    expect(headers['location']).toBe(`/v1/accounts/${id}`)
    expect(seen.created).toMatchObject({ account: { name: '华信', phones: ['1'] }, allowDuplicates: true })
  })

  it('hands on key, language, channel and request id, and makes a key where the caller has none', async () => {
    await call('post', '/v1/accounts').set('Idempotency-Key', 'k-1').set('X-Request-Id', 'r-1').send({ name: 'a' })
    expect(seen.context).toMatchObject({ idempotencyKey: 'k-1', locale: 'en', channel: 'API', requestId: 'r-1' })
    await call('post', '/v1/accounts').send({ name: 'a' })
    expect(seen.context?.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('changes the fields that the body names, with null as their empty value', async () => {
    const { status } = await call('patch', `/v1/accounts/${id}`).send({ name: 'b', level: null })
    expect(status).toBe(200)
    expect(seen.updated).toMatchObject({ id, account: { name: 'b' }, updateMask: { paths: ['name', 'level'] } })
    expect(seen.updated?.expectedVersion).toBeUndefined()
  })

  it('changes only the fields of updateMask when it is given', async () => {
    await call('patch', `/v1/accounts/${id}?updateMask=shortName,name`).send({ name: 'b' })
    expect(seen.updated?.updateMask?.paths).toEqual(['short_name', 'name'])
  })

  it.each(['"7"', '"7-abc"', 'W/"7"'])('takes the expected version from If-Match: %s', async (tag) => {
    await call('patch', `/v1/accounts/${id}`).set('If-Match', tag).send({ name: 'b' })
    expect(seen.updated?.expectedVersion).toBe(7)
  })

  it('demands no version for If-Match: *', async () => {
    await call('patch', `/v1/accounts/${id}`).set('If-Match', '*').send({ name: 'b' })
    expect(seen.updated?.expectedVersion).toBeUndefined()
  })

  it('answers 204 without a body where the rpc answers nothing', async () => {
    const { status, text } = await call('delete', `/v1/accounts/${id}`)
    expect([status, text]).toEqual([204, ''])
  })
})

describe('bad input', () => {
  it.each<[string, string, object, string, string]>([
    ['unknown field', '/v1/accounts', { nmae: 'a' }, 'nmae', 'field_unknown'],
    ['proto spelling', '/v1/accounts', { short_name: 'a' }, 'short_name', 'field_unknown'],
    ['number for text', '/v1/accounts', { name: 1 }, 'name', 'text_expected'],
    ['text for a list', '/v1/accounts', { phones: '1' }, 'phones', 'list_expected'],
    ['wrong item', '/v1/accounts', { phones: ['1', 2] }, 'phones[1]', 'text_expected'],
    ['unknown enum', '/v1/accounts', { level: 'Z' }, 'level', 'value_unknown'],
    ['the empty enum value', '/v1/accounts', { level: 'LEVEL_UNSPECIFIED' }, 'level', 'value_unknown'],
    ['number of an enum', '/v1/accounts', { level: 1 }, 'level', 'value_unknown'],
    ['nested field', '/v1/accounts', { collaborators: [{ userId: 3 }] }, 'collaborators[0].userId', 'text_expected'],
    ['server-owned field', '/v1/accounts', { version: 9 }, 'version', 'field_unknown'],
    ['prototype', '/v1/accounts', JSON.parse('{"__proto__":{"a":1}}') as object, '__proto__', 'field_unknown'],
    ['list as body', '/v1/accounts', [], '', 'object_expected'],
    ['path field in the body', `/v1/accounts/${id}:assign`, { id, ownerId: id }, 'id', 'field_in_path'],
    ['unknown parameter', '/v1/accounts?tenantId=2', { name: 'a' }, 'tenantId', 'parameter_unknown'],
  ])('names the field: %s', async (_, path, body, field, reason) => {
    const { status, headers, body: problem } = await call('post', path).send(body)
    expect(status).toBe(400)
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(problem).toMatchObject({ status: 400, reason: 'request_invalid', errors: [{ field, reason }] })
  })

  it.each([
    ['pageSize=a', 'pageSize', 'integer_expected'],
    ['pageSize=1.5', 'pageSize', 'integer_expected'],
    ['pageSize=99999999999', 'pageSize', 'number_out_of_range'],
    ['pageSize=1&pageSize=2', 'pageSize', 'parameter_repeated'],
    ['filter.levels=Z', 'filter.levels[0]', 'value_unknown'],
    ['filter.deleted=1', 'filter.deleted', 'boolean_expected'],
    ['filter.createdAfter=2026-02-30T00:00:00Z', 'filter.createdAfter', 'timestamp_expected'],
    ['filter=a', 'filter', 'parameter_unknown'],
    ['page_size=1', 'page_size', 'parameter_unknown'],
    ['filter.q=%E5%8D', 'filter.q', 'parameter_malformed'],
    ['pageSize=500', 'pageSize', 'out_of_range'],
  ])('names the parameter of ?%s', async (query, field, reason) => {
    const { status, body } = await call('get', `/v1/accounts?${query}`)
    expect(status).toBe(400)
    expect(fieldsOf(body)).toEqual([expect.objectContaining({ field, reason })])
  })

  it('lists all faults at once', async () => {
    const { body } = await call('post', '/v1/accounts').send({ name: 1, level: 'Z', what: 2 })
    expect(fieldsOf(body).map(({ field }) => field)).toEqual(['name', 'level', 'what'])
  })

  const sendRaw = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
    const all = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers }
    const response = await fetch(`${gateway.url}/v1/accounts`, { method: 'POST', body, headers: all })
    const { reason, errors } = (await response.json()) as { reason: string; errors: { reason: string }[] }
    return [response.status, errors[0]?.reason ?? reason]
  }

  it.each<[string, string | Uint8Array<ArrayBuffer>, number, string]>([
    ['malformed JSON', '{"name":', 400, 'body_malformed'],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 400, 'body_malformed'],
    ['deep nesting', '['.repeat(100) + ']'.repeat(100), 400, 'body_too_deep'],
    ['many keys', `{${Array.from({ length: 30_000 }, (_, i) => `"k${i}":1`).join()}}`, 400, 'body_too_many_parts'],
    ['half a character', '{"name":"\\ud800"}', 400, 'text_malformed'],
    ['a megabyte and more', `"${'a'.repeat(1_100_000)}"`, 413, 'body_too_large'],
  ])('refuses a body with %s', async (_, body, status, reason) => {
    expect(await sendRaw(body)).toEqual([status, reason])
  })

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'application/json; charset=gbk'])(
    'refuses a body of the type %s',
    async (type) => {
      expect(await sendRaw('{}', { 'Content-Type': type })).toEqual([415, 'content_type_unsupported'])
    },
  )

  it('takes a packed body, unless it is too large unpacked or not packed at all', async () => {
    const packed = { 'Content-Encoding': 'gzip' }
    expect(await sendRaw(gzipSync('{"name":1}'), packed)).toEqual([400, 'text_expected'])
    expect(await sendRaw(gzipSync(`"${'a'.repeat(5_000_000)}"`), packed)).toEqual([413, 'body_too_large'])
    expect(await sendRaw('no gzip', packed)).toEqual([400, 'body_malformed'])
  })

  it.each(['%', '/v1/accounts/%E5%8D', '/v1/%ZZ'])('refuses an address that cannot be read: %s', async (path) => {
    const { status, body } = await call('get', path.startsWith('/') ? path : `/${path}`)
    expect([400, 404]).toContain(status)
    expect(body).toHaveProperty('requestId')
  })

  it('answers 405 with what the address takes', async () => {
    const { status, headers, body } = await call('put', '/v1/accounts').send({})
    expect([status, headers['allow'], body]).toMatchObject([405, 'GET, HEAD, POST', { reason: 'method_not_allowed' }])
    expect((await call('put', '/v1/session')).headers['allow']).toBe('DELETE, GET, HEAD, POST')
    expect((await call('options', '/v1/accounts')).status).toBe(204)
  })

  it.each(['/v1/nothing', '/v1/accounts/', `/v1/accounts/${id}:explode`, '/v1//accounts', '/V1/accounts'])(
    'answers 404 at %s',
    async (path) => {
      await expect(call('get', path)).resolves.toMatchObject({ status: 404, body: { reason: 'route_unknown' } })
    },
  )

  it.each([
    ['If-Match', 'three', 'if_match_malformed'],
    ['Idempotency-Key', 'a b', 'idempotency_key_malformed'],
    ['Idempotency-Key', 'k'.repeat(256), 'idempotency_key_malformed'],
  ])('refuses %s: %s', async (name, value, reason) => {
    const { status, body } = await call('patch', `/v1/accounts/${id}`).set(name, value).send({ name: 'a' })
    expect(status).toBe(400)
    expect(fieldsOf(body)).toEqual([expect.objectContaining({ field: name, reason })])
  })

  it('refuses If-Match where versions are not compared, and a change of nothing', async () => {
    const restored = await call('post', `/v1/accounts/${id}:restore`).set('If-Match', '"3"')
    expect(fieldsOf(restored.body)).toEqual([expect.objectContaining({ reason: 'if_match_unsupported' })])
    const { body } = await call('patch', `/v1/accounts/${id}`).send({})
    expect(fieldsOf(body)).toEqual([expect.objectContaining({ reason: 'nothing_to_change' })])
  })

  it('hands on what the service finds wrong', async () => {
    const { status, body } = await call('post', '/v1/accounts').send({ phones: [''] })
    expect(status).toBe(400)
    expect(fieldsOf(body).map(({ field }) => field)).toEqual(['name', 'phones[0]'])
  })
})

describe('failures of a service', () => {
  it.each<[Kind, string, number]>([
    ['notFound', 'not_found', 404],
    ['conflict', 'account_duplicate', 409],
    ['stale', 'version_conflict', 412],
    ['denied', 'permission_denied', 403],
    ['idempotencyMismatch', 'idempotency_key_reused', 422],
    ['exhausted', 'too_many_requests', 429],
  ])('%s with its reason %s is %i', async (kind, reason, status) => {
    answer = () => Promise.reject(new RapportError(kind, reason, { retryAfter: 7 }))
    const { headers, status: answered, text } = await call('get', `/v1/accounts/${id}`)
    expect([answered, JSON.parse(text)]).toMatchObject([status, { status, reason }])
    if (status === 429) expect(headers['retry-after']).toBe('7')
  })

  it('are told in the language of the caller', async () => {
    answer = () => Promise.reject(new RapportError('stale', 'version_conflict', { expected: 1, actual: 2 }))
    const english = await call('get', `/v1/accounts/${id}`)
    const chinese = await call('get', `/v1/accounts/${id}`).set('Accept-Language', 'zh-CN,zh;q=0.9,en;q=0.8')
    expect(english.body).toMatchObject({ title: 'Changed meanwhile', detail: expect.stringContaining('version 1') })
    expect(chinese.body).toMatchObject({ title: '已被修改', detail: expect.stringContaining('1') })
    expect(chinese.headers['content-language']).toBe('zh-CN')
  })

  it('that nobody foresaw are 500 without details, but with the number to quote', async () => {
    answer = () => Promise.reject(new Error('secret detail'))
    const { status, body } = await call('get', `/v1/accounts/${id}`).set('X-Request-Id', 'r-5')
    expect(status).toBe(500)
    expect(body).toMatchObject({ reason: 'internal', requestId: 'r-5' })
    expect(JSON.stringify(body)).not.toContain('secret')
  })
})

it('ends the call when the caller leaves', async () => {
  const left = new Promise<void>((resolve) => {
    answer = (context) =>
      new Promise((_, reject) => {
        context.signal.addEventListener('abort', () => {
          resolve()
          reject(new Error('left'))
        })
        setTimeout(() => caller.abort(), 20)
      })
  })
  const caller = new AbortController()
  const headers = { Authorization: `Bearer ${key}` }
  await expect(fetch(`${gateway.url}/v1/accounts/${id}`, { headers, signal: caller.signal })).rejects.toThrow()
  await left
})

describe('what cannot be read as a request', () => {
  const answerTo = async (text: string) => {
    const { hostname, port } = new URL(gateway.url)
    const socket = connect(Number(port), hostname)
    socket.end(text)
    const chunks: Buffer[] = []
    for await (const chunk of socket) chunks.push(chunk as Buffer)
    const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n')
    return { head, problem: JSON.parse(body) as Record<string, unknown> }
  }

  it.each([
    [
      'too long an address',
      `GET /v1/accounts?filter.q=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    ['something else than HTTP', 'HELO example.com\r\n\r\n', 400, 'request_unreadable'],
  ])('is a problem, too: %s', async (_, text, status, reason) => {
    const { head, problem } = await answerTo(text)
    expect(head).toContain(`HTTP/1.1 ${status} `)
    expect(head).toContain('Content-Type: application/problem+json')
    expect(problem).toMatchObject({ status, reason })
  })

  it('has its answer although the caller goes on sending, and the connection is ended afterwards', async () => {
    const { hostname, port } = new URL(gateway.url)
    const socket = connect(Number(port), hostname)
    socket.pause()
    const ended = once(socket, 'close')
    socket.write(`GET /v1/accounts/${'a'.repeat(20_000)}`)
    for (let piece = 0; piece < 5; piece++) {
      await sleep(20)
      socket.write('a'.repeat(20_000))
    }
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk)).resume()
    await ended
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 431 [^]*headers_too_large[^]*}$/)
  })
})
