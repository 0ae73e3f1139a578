import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { hostileFiles } from './attacks/hostileFiles'
import { plainConnection, requestText } from './attacks/plainConnection'
import { besiege } from './attacks/siege'
import { slowConnections } from './attacks/slowConnections'
import { address, signIn } from './stack'

const MEBIBYTE = 1024 * 1024

let cookie: string
test.beforeAll(async () => {
  cookie = (await signIn('administrator')).cookie
})

const send = (method: string, path: string, body?: RequestInit['body'], headers: Record<string, string> = {}) =>
  fetch(`${address()}${path}`, {
    method,
    headers: {
      cookie,
      origin: address(),
      ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  })

/** Status, reason of the problem, and the first field with its own. */
const refusal = async (response: Response): Promise<string> => {
  const { reason, errors } = (await response.json()) as { reason: string; errors: { field: string; reason: string }[] }
  return [response.status, reason, ...errors.slice(0, 1).map((error) => `${error.field}: ${error.reason}`)].join(' ')
}

/** The different outcomes of an attack that is made `many` times at once. */
const atOnce = async (many: number, attack: () => Promise<string>) =>
  [...new Set(await Promise.all(Array.from({ length: many }, attack)))].sort()

const write = (body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>) => async () =>
  refusal(await send('POST', '/v1/accounts', body, headers))

const read = (path: string) => async () => refusal(await send('GET', path))

const readWithHeaders = (many: number) => async () => {
  const headers = Object.fromEntries(Array.from({ length: many }, (_, at) => [`x-${at}`, 'a'.repeat(20)]))
  const { socket, answered } = plainConnection(requestText('GET /v1/accounts HTTP/1.1', headers))
  const status = await answered
  socket.destroy()
  return String(status)
}

const upload = (bytes: Buffer) => async () => {
  const form = new FormData()
  form.set('start', 'false')
  form.set('file', new Blob([new Uint8Array(bytes)]), 'list')
  const response = await send('POST', '/v1/imports', form)
  return response.status === 200 ? '200' : refusal(response)
}

test('attacks of every kind at once are refused and harm nobody else', async () => {
  test.setTimeout(300_000)
  const bomb = new Uint8Array(Buffer.concat(Array<Buffer>(90).fill(gzipSync(Buffer.alloc(10 * MEBIBYTE)))))
  await besiege(async () => {
    const endSlowOnes = slowConnections((await signIn('salesManager')).cookie)

    expect(await atOnce(1, write(`{"name":"${'a'.repeat(50 * MEBIBYTE)}"}`))).toEqual(['413 body_too_large'])
    expect(await atOnce(1, write(`{${'"a":1,'.repeat(1_000_000)}"b":1}`))).toEqual(['413 body_too_large'])
    expect(await atOnce(20, write(`{${'"":1,'.repeat(200_000)}"b":1}`))).toEqual([
      '400 request_invalid : body_too_many_parts',
    ])
    expect(await atOnce(20, write('['.repeat(MEBIBYTE)))).toEqual(['400 request_invalid : body_too_deep'])
    expect(await atOnce(16, write(bomb, { 'content-encoding': 'gzip' }))).toEqual(['413 body_too_large'])

    expect(await atOnce(20, read('/v1/accounts?pageSize=2147483647'))).toEqual([
      '400 request_invalid pageSize: out_of_range',
    ])
    expect(await atOnce(20, read(`/v1/accounts?${'filter.levels=A&'.repeat(10_000)}`))).toEqual([
      '431 headers_too_large',
    ])
    expect(await atOnce(20, read(`/v1/accounts?${'a&'.repeat(7_000)}`))).toEqual([
      '400 request_invalid : parameters_too_many',
    ])
    expect(await atOnce(20, read(`/v1/accounts?${'filter.levels=A&'.repeat(900)}`))).toEqual([
      '400 request_invalid filter.levels: too_many_items',
    ])
    expect(await atOnce(20, read(`/v1/accounts?pageToken=${'W1tb'.repeat(3_000)}`))).toEqual([
      '400 request_invalid pageToken: too_long',
    ])
    expect(await atOnce(20, read(`/v1/accounts/${'a'.repeat(MEBIBYTE)}`))).toEqual(['431 headers_too_large'])
    expect(await atOnce(20, readWithHeaders(10_000))).toEqual(['431'])

    for (const [bytes, reason] of hostileFiles())
      expect(await atOnce(1, upload(bytes))).toEqual([reason ? `400 request_invalid file: ${reason}` : '200'])

    await endSlowOnes()
  })
})
