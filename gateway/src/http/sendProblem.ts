import type { Response } from 'express'
import { exchangeOf } from './exchange'
import { HttpProblem } from './HttpProblem'
import { problemOf } from './problem'

/** Answers with the problem that `error` is. Ends the connection when an answer has begun already. */
export const sendProblem = (response: Response, error: unknown): void => {
  const { requestId, locale } = exchangeOf(response)
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { problem, params } = problemOf(error, requestId, locale)
  const retryAfter = params['retryAfter']
  if (retryAfter !== undefined) response.set('Retry-After', String(Math.max(1, Math.ceil(Number(retryAfter)))))
  if (error instanceof HttpProblem) response.set(error.headers)
  if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer')
  response
    .status(problem.status)
    .set({
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Language': locale,
    })
    .end(JSON.stringify(problem))
}
