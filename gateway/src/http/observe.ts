import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { Histogram } from 'prom-client'
import type { Logger } from 'pino'
import { openExchange } from './exchange'

const seconds = new Histogram({
  name: 'rapport_http_request_seconds',
  help: 'Time from the first byte of a request to the last of its answer, by route, method and status',
  labelNames: ['route', 'method', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
})

/** Gives every request its id, and writes it into log and metrics when it is over. */
export const observe = (log: Logger): RequestHandler => {
  // Looking for secrets among fields that can hold none would cost more than writing them.
  const requests = log.child({}, { redact: [] })
  return (request: Request, response: Response, next: NextFunction) => {
    const begun = process.hrtime.bigint()
    const exchange = openExchange(request, response)
    response.set('X-Request-Id', exchange.requestId)
    response.on('close', () => {
      const ms = Number(process.hrtime.bigint() - begun) / 1e6
      const { requestId, caller, ip } = exchange
      const route = exchange.route || 'other'
      const status = response.writableFinished ? response.statusCode : 499
      seconds.observe({ route, method: request.method, status }, ms / 1000)
      requests.info(
        { requestId, method: request.method, route, status, ms: Math.round(ms), ip, actor: caller?.actor.id },
        'request',
      )
    })
    next()
  }
}
