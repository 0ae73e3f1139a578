import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { address, signIn } from './stack'

const json = { 'content-type': 'application/json' }
const nobody = randomUUID()

interface Bad {
  what: string
  method: string
  path: string
  body?: string
  headers?: Record<string, string>
  status: number
  /** The field that the problem must name. */
  field?: string
  reason?: string
}

const cases: Bad[] = [
  {
    what: 'unknown field',
    method: 'POST',
    path: '/v1/accounts',
    body: '{"name":"a","colour":1}',
    status: 400,
    field: 'colour',
  },
  {
    what: 'server-owned field',
    method: 'POST',
    path: '/v1/accounts',
    body: '{"name":"a","version":9}',
    status: 400,
    field: 'version',
  },
  { what: 'wrong type', method: 'POST', path: '/v1/accounts', body: '{"name":5}', status: 400, field: 'name' },
  {
    what: 'unknown enum',
    method: 'POST',
    path: '/v1/accounts',
    body: '{"name":"a","level":"Z"}',
    status: 400,
    field: 'level',
  },
  { what: 'missing field', method: 'POST', path: '/v1/accounts', body: '{}', status: 400, field: 'name' },
  {
    what: 'bad phone',
    method: 'POST',
    path: '/v1/accounts',
    body: '{"name":"a","phones":["12"]}',
    status: 400,
    field: 'phones[0]',
  },
  { what: 'NUL', method: 'POST', path: '/v1/accounts', body: '{"name":"a\\u0000b"}', status: 400, field: 'name' },
  {
    what: 'lone surrogate',
    method: 'POST',
    path: '/v1/accounts',
    body: '{"name":"a\\ud800b"}',
    status: 400,
    field: 'name',
  },
  { what: 'malformed body', method: 'POST', path: '/v1/accounts', body: '{"name":', status: 400 },
  {
    what: 'oversized body',
    method: 'POST',
    path: '/v1/accounts',
    body: `{"name":"${'x'.repeat(2_000_000)}"}`,
    status: 413,
  },
  {
    what: 'wrong content type',
    method: 'POST',
    path: '/v1/accounts',
    body: 'name=a',
    headers: { 'content-type': 'text/plain' },
    status: 415,
  },
  { what: 'unknown parameter', method: 'GET', path: '/v1/accounts?colour=1', status: 400, field: 'colour' },
  { what: 'bad cursor', method: 'GET', path: '/v1/accounts?pageToken=rubbish', status: 400, field: 'pageToken' },
  { what: 'huge page', method: 'GET', path: '/v1/accounts?pageSize=100000', status: 400, field: 'pageSize' },
  { what: 'unknown sort', method: 'GET', path: '/v1/accounts?orderBy=colour', status: 400, field: 'orderBy' },
  { what: 'no id', method: 'GET', path: '/v1/accounts/42', status: 400, field: 'id' },
  { what: 'unknown id', method: 'GET', path: `/v1/accounts/${nobody}`, status: 404, reason: 'account_not_found' },
  { what: 'unknown route', method: 'GET', path: '/v1/nothing', status: 404 },
  { what: 'wrong method', method: 'PUT', path: '/v1/accounts', body: '{}', status: 405 },
  {
    what: 'bad If-Match',
    method: 'PATCH',
    path: `/v1/accounts/${nobody}`,
    body: '{"remark":"x"}',
    headers: { 'if-match': 'soon' },
    status: 400,
  },
  { what: 'missing right', method: 'GET', path: '/v1/apiKeys', status: 403, reason: 'permission_missing' },
]

for (const { what, method, path, body, headers, status, field, reason } of cases) {
  test(`${what} is a ${status} that says so in both languages`, async () => {
    const seller = await signIn('sales')
    for (const language of ['zh-CN', 'en']) {
      const response = await fetch(`${address()}${path}`, {
        method,
        headers: {
          cookie: seller.cookie,
          origin: address(),
          'accept-language': language,
          ...(body ? json : {}),
          ...headers,
        },
        ...(body ? { body } : {}),
      })
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toContain('application/problem+json')
      const problem = (await response.json()) as {
        title: string
        detail: string
        reason: string
        requestId: string
        errors?: { field: string; message: string }[]
      }
      expect(problem.requestId).not.toBe('')
      expect(/\p{Script=Han}/u.test(problem.detail)).toBe(language === 'zh-CN')
      if (field) expect(problem.errors?.map((error) => error.field)).toContain(field)
      if (reason) expect(problem.reason).toBe(reason)
    }
  })
}

test('nobody gets in without signing in, from another site, or into another account of their own company', async () => {
  const seller = await signIn('sales')
  expect((await fetch(`${address()}/v1/accounts`)).status).toBe(401)
  expect((await fetch(`${address()}/v1/accounts`, { headers: { authorization: 'Bearer rk_nonsense' } })).status).toBe(
    401,
  )
  const foreign = await fetch(`${address()}/v1/accounts`, {
    method: 'POST',
    headers: { cookie: seller.cookie, ...json, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    body: '{"name":"a"}',
  })
  expect(foreign.status).toBe(403)
  const manager = await signIn('customerManager')
  const created = await manager.call('POST', '/v1/accounts', { name: `不给看的客户 ${randomUUID()}` })
  const { id } = (await created.json()) as { id: string }
  expect((await seller.call('GET', `/v1/accounts/${id}`)).status).toBe(404)
})
