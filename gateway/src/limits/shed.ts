import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { unavailable, type Locale } from '@rapport/chassis'
import onHeaders from 'on-headers'
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

const refusalIn = (locale: Locale) => {
  const body = JSON.stringify(problemOf(unavailable('overloaded', RETRY_AFTER), ID, locale).problem)
  return { body, length: Buffer.byteLength(body) + randomUUID().length - ID.length }
}

const refusals = { en: refusalIn('en'), 'zh-CN': refusalIn('zh-CN') } satisfies Record<Locale, unknown>

/** The whole answer to a request that is not let in, at the least cost: this runs most when there is no time. */
const refuse = (request: IncomingMessage, response: ServerResponse) => {
  refused.inc()
  const requestId = randomUUID()
  const { body, length } = refusals[localeOf(request.headers['accept-language'])]
  response.writeHead(503, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    // Without it the answer would be chunked, and be written in four pieces.
    'Content-Length': length,
    'Cache-Control': 'no-store',
    'Retry-After': RETRY_AFTER,
    'X-Request-Id': requestId,
  })
  response.end(body.replace(ID, requestId))
}

/** Keeps the places in the gateway. */
export interface Shedding {
  /** Passes on what is let in, at its turn. */
  readonly listener: (next: RequestListener) => RequestListener
  /** Gives up the place of a request until its body is there: how long that takes is its sender's choice. */
  readonly awaitBody: (response: ServerResponse) => void
  readonly stop: () => void
}

/**
 * Refuses requests (503 with Retry-After) before queues grow, and lets those that come in wait here for their turn, where
 * waiting costs nothing. Live updates are not counted: they do nothing for most of their life. Nor is an answer that has
 * begun: from there on its reader decides how long it takes.
 */
export const shedding = (): Shedding => {
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
  const giveUp = (response: ServerResponse) => {
    queue.delete(response)
    running.delete(response)
    process.nextTick(startNext)
    return open.delete(response)
  }
  const leave = (response: ServerResponse) => {
    if (giveUp(response)) gate.leave()
  }
  let sampled = performance.now()
  const sample = () => {
    // The timer comes late when there is much to do, which is when it matters.
    const now = performance.now()
    gate.sample(now - sampled)
    sampled = now
    underWay.set(gate.open())
    startNext()
  }
  const timer = setInterval(sample, SAMPLE)
  return {
    listener: (next) => (request, response) => {
      if (request.url?.startsWith('/v1/live')) return next(request, response)
      if (!gate.admits()) return refuse(request, response)
      gate.enter()
      open.add(response)
      onHeaders(response, () => leave(response))
      response.once('close', () => leave(response))
      queue.set(response, () => next(request, response))
      startNext()
    },
    awaitBody: (response) => {
      if (!giveUp(response)) return
      gate.stepAside()
      response.req.once('end', () => {
        if (response.closed || response.headersSent) return
        gate.enter()
        open.add(response)
        running.add(response)
      })
    },
    stop: () => clearInterval(timer),
  }
}
