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
 * Refuses requests (503 with Retry-After) before queues grow, and lets those that come in wait here for their turn, where
 * waiting costs nothing. Live updates are not counted: they do nothing for most of their life. Nor is an answer that has
 * begun: from there on its reader decides how long it takes. Nor is a request while its body is still to come: its sender does.
 */
export const shedding = (next: RequestListener): { listener: RequestListener; stop: () => void } => {
  const gate = admissionGate()
  const open = new Set<ServerResponse>()
  const running = new Set<ServerResponse>()
  /** What begins the work on those who wait, first come first. */
  const queue = new Map<ServerResponse, () => void>()
  const startNext = () => {
    for (const [response, start] of queue) {
      if (!gate.hasRoom(running.size)) return
      queue.delete(response)
      running.add(response)
      start()
    }
  }
  const leave = (response: ServerResponse) => {
    if (open.delete(response)) gate.leave()
    queue.delete(response)
    running.delete(response)
  }
  const waitForBody = (response: ServerResponse) => {
    open.delete(response)
    running.delete(response)
    gate.stepAside()
    response.req.once('end', () => {
      if (response.closed) return
      gate.enter()
      open.add(response)
      running.add(response)
    })
  }
  let sampled = performance.now()
  const sample = () => {
    // The timer comes late when there is much to do, which is when it matters.
    const now = performance.now()
    gate.sample(now - sampled)
    sampled = now
    underWay.set(gate.open())
  }
  const timer = setInterval(() => {
    for (const response of running) {
      if (response.headersSent) leave(response)
      else if (!response.req.complete) waitForBody(response)
    }
    sample()
    startNext()
  }, SAMPLE)
  return {
    listener: (request, response) => {
      if (request.url?.startsWith('/v1/live')) return next(request, response)
      if (!gate.admits()) return refuse(request, response)
      gate.enter()
      open.add(response)
      response.once('close', () => {
        leave(response)
        startNext()
      })
      queue.set(response, () => next(request, response))
      startNext()
    },
    stop: () => clearInterval(timer),
  }
}
