import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express'
import type { Logger } from 'pino'
import { HttpProblem } from './HttpProblem'
import { sendProblem } from './sendProblem'

/** What Express itself throws about a request, such as an address it cannot decode, has a status of its own. */
const isBadAddress = (error: unknown) =>
  error instanceof URIError || (error instanceof Error && 'status' in error && error.status === 400)

/** Answers every failure as a problem, and logs those that are ours. */
export const problems =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    sendProblem(response, isBadAddress(error) ? new HttpProblem(400, 'path_malformed') : error)
    if (response.statusCode >= 500) log.error({ err: error, status: response.statusCode }, 'a request failed')
  }

/** Answers what nobody else has answered. */
export const nothingHere = (_request: Request, _response: Response, next: NextFunction) => {
  next(new HttpProblem(404, 'route_unknown'))
}
