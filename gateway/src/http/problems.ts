import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express'
import type { Logger } from 'pino'
import { HttpProblem } from './HttpProblem'
import { sendProblem } from './sendProblem'

/** A failure as the caller is told it; what Express itself throws about an address has a status of its own. */
const told = (error: unknown) => {
  if (error instanceof HttpProblem || !(error instanceof Error)) return error
  const status = 'status' in error ? error.status : error instanceof URIError ? 400 : undefined
  if (status === 404) return new HttpProblem(404, 'route_unknown')
  return typeof status === 'number' && status < 500 ? new HttpProblem(400, 'path_malformed') : error
}

/** Answers every failure as a problem, and logs those that are ours. */
export const problems =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    sendProblem(response, told(error))
    if (response.statusCode >= 500) log.error({ err: error, status: response.statusCode }, 'a request failed')
  }

/** Answers what nobody else has answered. */
export const nothingHere = (_request: Request, _response: Response, next: NextFunction) => {
  next(new HttpProblem(404, 'route_unknown'))
}
