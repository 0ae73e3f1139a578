import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { localeOf } from './exchange'
import { HttpProblem } from './HttpProblem'
import { problemOf } from './problem'

/** How long a caller who is still sending has to read the answer, in ms. */
const LINGER = 5_000

const answered = new WeakSet<Duplex>()

const problemFor = ({ code }: NodeJS.ErrnoException): HttpProblem => {
  if (code === 'HPE_HEADER_OVERFLOW') return new HttpProblem(431, 'headers_too_large')
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new HttpProblem(408, 'body_too_slow')
  return new HttpProblem(400, 'request_unreadable')
}

/**
 * Answers what is no HTTP request, or has too long an address or headers, as a problem, and ends the connection. What the caller
 * is still sending is read for a while and dropped: closing over it would reset the connection and take the answer away.
 */
export const answerUnreadable = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (error.code !== 'ECONNRESET' && answered.has(socket)) return
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  answered.add(socket)
  const linger = setTimeout(() => socket.destroy(), LINGER).unref()
  socket.once('close', () => clearTimeout(linger))
  const requestId = randomUUID()
  // The headers were not read, and with them the caller's language.
  const { problem } = problemOf(problemFor(error), requestId, localeOf(undefined))
  const body = JSON.stringify(problem)
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      `X-Request-Id: ${requestId}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}
