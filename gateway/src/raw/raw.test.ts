import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { denied, type Context } from '@rapport/chassis'
import { anActor } from '@rapport/chassis/testing'
import { ImportService, DuplicateRule } from '@rapport/proto/customer'
import request from 'supertest'
import { doubleOf } from '../testing/doubleOf'
import { testGateway, type TestGateway } from '../testing/testGateway'
import { contentDisposition } from './contentDisposition'

const key = 'rk_1'
const actor = anActor({ permissions: ['customer.import.create'] })
const file = randomBytes(3_000_000)

interface Received {
  fileName?: string
  duplicates?: DuplicateRule
  start?: boolean
  bytes: Buffer
  complete: boolean
}
let received: Received
let refuse = false
let onHeader = () => {}
let onEnd = () => {}

const imports = doubleOf(ImportService, {
  uploadImport: async (requests) => {
    const chunks: Uint8Array[] = []
    try {
      for await (const { part } of requests) {
        if (refuse) throw denied()
        if (part.case === 'chunk') chunks.push(part.value)
        if (part.case === 'totalBytes') received.complete = Number(part.value) === Buffer.concat(chunks).length
        if (part.case !== 'header') continue
        Object.assign(received, part.value)
        onHeader()
      }
      received.bytes = Buffer.concat(chunks)
    } finally {
      onEnd()
    }
    return { id: 'i-1', fileName: received.fileName ?? '' }
  },
  async *downloadTemplate(_, { locale }: Context) {
    yield { fileName: '客户 模板.csv', data: Buffer.from(locale) }
    for (let at = 0; at < file.length; at += 100_000) yield { data: file.subarray(at, at + 100_000) }
  },
  async *downloadErrorFile({ id }) {
    if (id) throw denied()
    yield {}
  },
})

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway({ services: [imports], config: { MAX_UPLOAD: 4_000_000 } })
  gateway.people.set(key, { actor })
})
afterAll(() => gateway.stop())
beforeEach(() => {
  received = { bytes: Buffer.alloc(0), complete: false }
  refuse = false
})

const upload = (form: FormData | string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/v1/imports`, {
    method: 'POST',
    body: form,
    headers: { Authorization: `Bearer ${key}`, ...headers },
  })

const formWith = (bytes: Buffer, name: string, fields: Record<string, string> = {}) => {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  form.set('file', new Blob([new Uint8Array(bytes)]), name)
  return form
}

const problemIn = async (response: Response) => {
  const { status, reason, errors } = (await response.json()) as {
    status: number
    reason: string
    errors: { field: string; reason: string }[]
  }
  return [response.status, status, errors[0]?.field, errors[0]?.reason ?? reason]
}

describe('an upload', () => {
  it('arrives whole, with a Chinese name and its fields', async () => {
    const response = await upload(formWith(file, '客户列表.csv', { duplicates: 'UPDATE', start: 'false' }))
    expect([response.status, await response.json()]).toMatchObject([200, { id: 'i-1', fileName: '客户列表.csv' }])
    expect(received).toMatchObject({ duplicates: DuplicateRule.UPDATE, start: false, complete: true })
    expect(received.bytes.equals(file)).toBe(true)
  })

  it('starts at once and skips duplicates unless it says otherwise', async () => {
    await upload(formWith(Buffer.from('a'), 'a.csv'))
    expect(received).toMatchObject({ duplicates: DuplicateRule.SKIP, start: true })
  })

  it('is refused when it is too large, and the service has not taken it', async () => {
    expect(await problemIn(await upload(formWith(randomBytes(4_000_001), 'a.csv')))).toEqual([
      413,
      413,
      undefined,
      'body_too_large',
    ])
    expect(received.complete).toBe(false)
  })

  it.each<[string, () => FormData, string, string]>([
    ['an unknown rule', () => formWith(file, 'a.csv', { duplicates: 'MERGE' }), 'duplicates', 'value_unknown'],
    ['a wrong boolean', () => formWith(file, 'a.csv', { start: 'yes' }), 'start', 'boolean_expected'],
    ['an unknown field', () => formWith(file, 'a.csv', { other: 'x' }), 'other', 'field_unknown'],
    ['no file', () => new FormData(), 'file', 'required'],
  ])('is refused with %s', async (_, form, field, reason) => {
    expect(await problemIn(await upload(form()))).toEqual([400, 400, field, reason])
    expect(received.complete).toBe(false)
  })

  it('is refused with a second file or a field behind the file', async () => {
    const two = formWith(file, 'a.csv')
    two.append('file', new Blob(['b']), 'b.csv')
    expect(await problemIn(await upload(two))).toEqual([400, 400, 'file', 'parameter_repeated'])
    const late = formWith(file, 'a.csv')
    late.append('start', 'false')
    expect(await problemIn(await upload(late))).toEqual([400, 400, 'start', 'field_behind_file'])
    expect(received.complete).toBe(false)
  })

  it.each([
    ['application/json', '{}', 415, 'content_type_unsupported'],
    ['multipart/form-data', 'x', 415, 'content_type_unsupported'],
    ['multipart/form-data; boundary=b', 'no parts at all', 400, 'multipart_malformed'],
    ['multipart/form-data; charset=utf-8', 'x', 400, 'multipart_malformed'],
  ])('of %s with the body %s is %i', async (type, body, status, reason) => {
    expect(await problemIn(await upload(body, { 'Content-Type': type }))).toEqual([status, status, undefined, reason])
  })

  it('is answered by the service while it is still coming', async () => {
    refuse = true
    expect(await problemIn(await upload(formWith(file, 'a.csv')))).toEqual([403, 403, undefined, 'permission_denied'])
  })

  it('is not taken when it is broken off', async () => {
    const { hostname, port } = new URL(gateway.url)
    const begun = new Promise<void>((resolve) => (onHeader = resolve))
    const ended = new Promise<void>((resolve) => (onEnd = resolve))
    const socket = connect(Number(port), hostname)
    socket.write(
      [
        'POST /v1/imports HTTP/1.1',
        'Host: localhost',
        `Authorization: Bearer ${key}`,
        'Content-Type: multipart/form-data; boundary=b',
        'Content-Length: 1000000',
        '',
        '--b',
        'Content-Disposition: form-data; name="file"; filename="a.csv"',
        '',
        'name\r\n'.repeat(100),
      ].join('\r\n'),
    )
    await begun
    socket.destroy()
    await ended
    expect(received.complete).toBe(false)
  })
})

describe('a download', () => {
  const get = (path: string) => request(gateway.url).get(path).set('Authorization', `Bearer ${key}`)

  it('comes whole, under its name, in the language of the caller', async () => {
    const { status, headers, text } = await get('/v1/imports/template')
      .set('Accept-Language', 'en')
      .buffer()
      .parse(asLatin1)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['content-disposition']).toBe(
      `attachment; filename="__ __.csv"; filename*=UTF-8''%E5%AE%A2%E6%88%B7%20%E6%A8%A1%E6%9D%BF.csv`,
    )
    expect(Buffer.from(text, 'latin1').equals(Buffer.concat([Buffer.from('en'), file]))).toBe(true)
  })

  it('that is refused is a problem', async () => {
    const { status, body } = await get('/v1/imports/0198c0de-0000-7000-8000-000000000001/errorFile')
    expect([status, body]).toMatchObject([403, { reason: 'permission_denied' }])
  })
})

const asLatin1 = (response: request.Response, done: (error: Error | null, text: string) => void): void => {
  response.setEncoding('latin1')
  let text = ''
  response.on('data', (chunk: string) => (text += chunk))
  response.on('end', () => {
    Object.assign(response, { text })
    done(null, text)
  })
}

describe('contentDisposition', () => {
  it.each(['a"b.csv', 'a\r\nSet-Cookie: x.csv', "o'neil (1).csv", 'ü😀.csv'])(
    'lets %j break out of nothing',
    (name) => {
      expect(contentDisposition(name)).toMatch(/^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w%.!~-]*$/)
    },
  )
})

describe('pages', () => {
  const page = (path: string, accept = 'text/html') => request(gateway.url).get(path).set('Accept', accept)

  it.each(['/', '/accounts', '/accounts/1?tab=timeline'])('the portal answers a browser at %s', async (path) => {
    const { status, text, headers } = await page(path)
    expect([status, text]).toEqual([200, expect.stringContaining('<title>Rapport</title>')])
    expect(headers['cache-control']).toBe('no-cache')
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers['x-powered-by']).toBeUndefined()
  })

  it('who cannot unpack gets files as they are, and caches keep them apart', async () => {
    const { headers, text } = await page('/assets/app-1a2b3c.js', '*/*').unset('Accept-Encoding')
    expect(headers['content-encoding']).toBeUndefined()
    expect(headers['vary']).toBe('Accept-Encoding')
    expect(text).toContain('long long')
  })

  it('hashed files are kept for ever and come packed', async () => {
    const { headers } = await page('/assets/app-1a2b3c.js', '*/*').set('Accept-Encoding', 'gzip')
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
    })
  })

  it.each([
    ['/assets/gone-1.js', '*/*'],
    ['/assets/gone-1.js', 'text/html'],
    ['/favicon.ico', 'image/*'],
    ['/v1/accounts/1/2/3', 'text/html'],
    ['/..%2f..%2fetc%2fpasswd', '*/*'],
  ])('there is nothing at %s for %s', async (path, accept) => {
    expect((await page(path, accept)).status).toBe(404)
  })

  it('the API reference needs nothing from elsewhere', async () => {
    const { status, text, headers } = await page('/docs')
    expect(status).toBe(200)
    const addresses = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => String(address))
    expect(addresses.every((address) => address.startsWith('/'))).toBe(true)
    expect(headers['content-security-policy']).toContain("script-src 'self'")
    for (const address of addresses.filter((each) => each.startsWith('/docs'))) {
      expect((await page(address, '*/*')).status).toBe(200)
    }
  })

  it('the API description is served as it is in the contract', async () => {
    const { body } = await page('/openapi.json', '*/*')
    expect(body).toMatchObject({
      openapi: '3.1.1',
      paths: expect.objectContaining({ '/v1/accounts/{id}': expect.anything() }),
    })
  })
})
