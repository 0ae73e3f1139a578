import { expect } from '@playwright/test'
import { address } from '../stack'
import { plainConnection, requestText, type PlainConnection } from './plainConnection'

const many = (length: number, text: string) => Array.from({ length }, () => plainConnection(text))

/** How many were told what. Who still speaks while the answer is on its way may find the connection cut instead. */
const outcomes = async (connections: PlainConnection[]) => {
  const found = await Promise.all(connections.map(({ answered }) => answered))
  const count = (status: number | undefined) => found.filter((one) => one === status).length
  return { late: count(408), refused: count(429) + count(503), cut: count(undefined) }
}

/** Of those who speak slowly at most so many are waited for; nobody is told anything but 408, 429 and 503. */
const expectLeft = async (connections: PlainConnection[], waitedFor: number) => {
  const { late, refused, cut } = await outcomes(connections)
  expect(late + refused + cut).toBe(connections.length)
  expect(late).toBeLessThanOrEqual(waitedFor)
  expect(late + refused).toBeGreaterThan(0)
}

/**
 * Opens connections that say nothing, headers and bodies that never end, and answers that nobody reads, all at once. The returned
 * function waits until the gateway has left those who keep it waiting, and checks what they were told.
 */
export const slowConnections = (cookie: string): (() => Promise<void>) => {
  const json = { cookie, origin: address(), 'content-type': 'application/json', 'content-length': 1_000 }
  const form = { ...json, 'content-type': 'multipart/form-data; boundary=b' }
  const file = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\r\n'
  const silent = many(1_000, '')
  const headers = many(300, 'GET /v1/accounts HTTP/1.1\r\nHost: rapport.test\r\n')
  const bodies = many(300, requestText('POST /v1/accounts HTTP/1.1', json, '{'))
  const visitors = many(300, requestText('POST /v1/session HTTP/1.1', json, '{'))
  const readers = many(600, requestText('GET /openapi.json HTTP/1.1', { cookie }))
  for (const { socket } of readers) socket.pause()
  const trickle = setInterval(() => {
    for (const { socket } of headers) if (socket.writable) socket.write('x-a: b\r\n')
    for (const { socket } of [...bodies, ...visitors]) if (socket.writable) socket.write(' ')
  }, 1_000)

  return async () => {
    await Promise.all([...silent, ...headers].map(({ closed }) => closed))
    await expectLeft(headers, headers.length)
    await expectLeft(bodies, 50)
    await expectLeft(visitors, 50)
    clearInterval(trickle)
    const uploads = many(200, requestText('POST /v1/imports HTTP/1.1', form, file))
    const refused = new Set<PlainConnection>()
    for (const upload of uploads) void upload.answered.then((status) => status === 429 && refused.add(upload))
    await expect.poll(() => refused.size).toBe(150)
    for (const { socket } of [...readers, ...uploads, ...bodies, ...visitors]) socket.destroy()
  }
}
