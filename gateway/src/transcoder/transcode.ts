import type { RpcClients } from '@rapport/chassis'
import type { Request, Response } from 'express'
import { queryOf } from '../http/queryOf'
import { callOptions, type Serve } from '../http/RestCall'
import { etagOf, isNoneMatch } from './etag'
import { idempotencyKeyOf } from './idempotencyKey'
import type { Plan } from './plan'
import { readBody } from './readBody'

/** Time for an answer, in ms; then 504. A database that is away for 10 s is outlasted. */
const TIMEOUT = 15_000

/**
 * Makes the function that answers an rpc's REST requests: HTTP request -> protobuf -> the service -> JSON. It knows no
 * resource by name. A caller who leaves ends the call.
 */
export const transcode = (plan: Plan, clients: RpcClients, maxBody: number): Serve => {
  const { rpc, takesBody, read } = plan
  return async (call) => {
    const { request, response, values } = call
    const body = takesBody ? await readBody(request, maxBody) : undefined
    const bytes = read({ values, query: queryOf(request.originalUrl), body, ifMatch: request.headers['if-match'] })
    const answer = await clients.callUnary(rpc, bytes, {
      ...callOptions(call),
      ...(!rpc.readOnly && { idempotencyKey: idempotencyKeyOf(request) }),
      deadline: Date.now() + TIMEOUT,
    })
    reply(plan, request, response, answer)
  }
}

const reply = ({ version, write, status, isCacheable }: Plan, request: Request, response: Response, bytes: Buffer) => {
  response.statusCode = status
  response.setHeader('Cache-Control', 'private, no-cache')
  if (status === 204) {
    response.end()
    return
  }
  const json = write(bytes)
  if (version || isCacheable) {
    const etag = etagOf(json, version?.(bytes))
    response.setHeader('ETag', etag)
    if (isCacheable && isNoneMatch(request.headers['if-none-match'], etag)) {
      response.statusCode = 304
      response.end()
      return
    }
  }
  if (status === 201) setLocation(request, response, json)
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.setHeader('Content-Length', json.length)
  response.end(json)
}

/** Where the new record is read, when the answer is the record itself. */
const setLocation = (request: Request, response: Response, json: Buffer) => {
  const { id } = JSON.parse(json.toString()) as { id?: unknown }
  if (typeof id === 'string') response.setHeader('Location', `${request.path}/${id}`)
}
