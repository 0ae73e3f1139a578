import { randomUUID } from 'node:crypto'
import { invalid, type RpcClients } from '@rapport/chassis'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { exchangeOf } from '../http/exchange'
import { HttpProblem } from '../http/HttpProblem'
import type { Door } from '../auth/door'
import { etagOf, isNoneMatch } from './etag'
import { plans, type Plan } from './plan'
import { readBody } from './readBody'
import { router } from './router'

const TIMEOUT = 10_000

/** The caller's key of a command, or a fresh one: with it the command can be repeated after a lost connection. Throws `invalid`. */
export const idempotencyKeyOf = (request: Request): string => {
  const key = request.get('idempotency-key')
  if (key === undefined) return randomUUID()
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw invalid({ field: 'Idempotency-Key', reason: 'idempotency_key_malformed' })
  return key
}

const locationOf = (request: Request, json: Buffer): string | undefined => {
  const { id } = JSON.parse(json.toString()) as { id?: unknown }
  return typeof id === 'string' ? `${request.path}/${id}` : undefined
}

const answer = (request: Request, response: Response, { rpc, version, write, status }: Plan, bytes: Buffer): void => {
  response.set('Cache-Control', 'private, no-cache')
  if (status === 204) {
    response.status(204).end()
    return
  }
  const json = write(bytes)
  if (version || request.method === 'GET') {
    const etag = etagOf(json, version?.(bytes))
    response.set('ETag', etag)
    if (rpc.readOnly && request.method !== 'POST' && isNoneMatch(request.get('if-none-match'), etag)) {
      response.status(304).end()
      return
    }
  }
  if (status === 201) {
    const location = locationOf(request, json)
    if (location) response.set('Location', location)
  }
  response.status(status).set('Content-Type', 'application/json; charset=utf-8').end(json)
}

/**
 * Serves every rpc of the contract that has a route: HTTP request -> protobuf -> the service -> JSON. Knows no resource by name.
 * Passes on what has no route; throws problems for the rest.
 */
export const transcode = (clients: RpcClients, door: Door, maxBody: number): RequestHandler => {
  const match = router(plans().map((plan) => ({ route: plan.route, target: plan })))

  const serve = async (request: Request, response: Response, plan: Plan, values: string[]): Promise<void> => {
    const { rpc } = plan
    const exchange = exchangeOf(response)
    exchange.route = plan.route.template
    const caller = await door.admit(request, response, rpc.access)
    const body = plan.takesBody ? await readBody(request, maxBody) : undefined
    const question = request.originalUrl.indexOf('?')
    const bytes = plan.read({
      values,
      query: question < 0 ? '' : request.originalUrl.slice(question + 1),
      body,
      ifMatch: request.get('if-match'),
    })
    const answerBytes = await clients.callUnary(rpc, bytes, {
      ...(caller && { token: caller.token }),
      requestId: exchange.requestId,
      locale: exchange.locale,
      channel: caller?.kind === 'apiKey' ? 'API' : 'UI',
      ip: exchange.ip,
      userAgent: exchange.userAgent,
      ...(!rpc.readOnly && { idempotencyKey: idempotencyKeyOf(request) }),
      deadline: Date.now() + TIMEOUT,
      signal: exchange.signal,
    })
    answer(request, response, plan, answerBytes)
  }

  return (request: Request, response: Response, next: NextFunction) => {
    const found = match(request.method, request.path)
    if (found.kind === 'notFound') next()
    else if (found.kind === 'malformed') next(new HttpProblem(400, 'path_malformed'))
    else if (found.kind === 'methodNotAllowed') {
      const allow = found.allowed.join(', ')
      next(new HttpProblem(405, 'method_not_allowed', { method: request.method }, { Allow: allow }))
    } else serve(request, response, found.target, found.values).catch(next)
  }
}
