import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { unavailable, type Locale } from '@rapport/chassis'
import { Counter, Gauge } from 'prom-client'
import { localeOf } from '../http/exchange'
import { problemOf } from '../http/problem'
import { admissionGate } from './admission'

const SAMPLE = 250
const RETRY_AFTER = 2
const ID = '-id-'

const refused = new Counter({
  name: 'rapport_http_shed_total',
  help: 'Requests refused because too many were under way',
})
const underWay = new Gauge({ name: 'rapport_http_under_way', help: 'Requests under way' })

const bodyIn = (locale: Locale) =>
  JSON.stringify(problemOf(unavailable('overloaded', RETRY_AFTER), ID, locale).problem).split(ID) as [string, string]

const bodies: Readonly<Record<Locale, [string, string]>> = { en: bodyIn('en'), 'zh-CN': bodyIn('zh-CN') }

/** The whole answer to a request that is not let in, at the least cost: this runs most when there is no time. */
const refuse = (request: IncomingMessage, response: ServerResponse) => {
  refused.inc()
  const requestId = randomUUID()
  const [before, after] = bodies[localeOf(request.headers['accept-language'])]
  response.writeHead(503, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Cache-Control': 'no-store',
    'Retry-After': RETRY_AFTER,
    'X-Request-Id': requestId,
  })
  response.end(`${before}${requestId}${after}`)
}

/**
 * Refuses requests (503 with Retry-After) before queues grow, so that the rest is answered as fast as ever. Live updates are
 * not counted: they do nothing for most of their life. Nor is an answer that has begun: from there on its reader decides
 * how long it takes.
 */
export const shedding = (next: RequestListener): { listener: RequestListener; stop: () => void } => {
  const gate = admissionGate()
  const waiting = new Set<ServerResponse>()
  const leave = (response: ServerResponse) => {
    if (waiting.delete(response)) gate.leave()
  }
  const timer = setInterval(() => {
    for (const response of waiting) if (response.headersSent) leave(response)
    gate.sample(SAMPLE)
    underWay.set(gate.open())
  }, SAMPLE)
  return {
    listener: (request, response) => {
      if (request.url?.startsWith('/v1/live')) return next(request, response)
      if (!gate.admits()) return refuse(request, response)
      gate.enter()
      waiting.add(response)
      response.once('close', () => leave(response))
      next(request, response)
    },
    stop: () => clearInterval(timer),
  }
}
