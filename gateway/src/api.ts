import { contract, type Rpc } from '@rapport/proto'
import type { RpcClients } from '@rapport/chassis'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { Door } from './auth/door'
import { exchangeOf } from './http/exchange'
import { HttpProblem } from './http/HttpProblem'
import type { Serve } from './http/RestCall'
import type { RawRoutes } from './raw/Raw'
import { planOf } from './transcoder/plan'
import { router } from './transcoder/router'
import { transcode } from './transcoder/transcode'

export interface ApiParts {
  readonly clients: RpcClients
  readonly door: Door
  readonly raw: RawRoutes
  /** Largest JSON body, in bytes. */
  readonly maxBody: number
}

interface Target {
  readonly rpc: Rpc
  readonly template: string
  readonly serve: Serve
}

/**
 * The REST side of the whole contract: finds the route, lets the caller in, and serves by hand what the contract calls raw and
 * by transcoding everything else. Passes on what is no route. Throws at start when a raw rpc has no code.
 */
export const api = ({ clients, door, raw, maxBody }: ApiParts): RequestHandler => {
  const targets = contract().rpcs.flatMap((rpc) => {
    const { route } = rpc
    if (!route) return []
    const serve = rpc.raw ? raw[rpc.id] : transcode(planOf(rpc, route), clients, maxBody)
    if (!serve) throw new Error(`${rpc.id} is raw in the contract and has no code in raw/`)
    return [{ route, target: { rpc, template: route.template, serve } }]
  })
  const match = router<Target>(targets)

  const answer = async (request: Request, response: Response, target: Target, values: string[]) => {
    exchangeOf(response).route = target.template
    const admitted = await door.admit(request, response, target.rpc.access)
    await target.serve({ request, response, values, ...admitted })
  }

  return (request: Request, response: Response, next: NextFunction) => {
    const found = match(request.method, request.path)
    if (found.kind === 'notFound') next()
    else if (found.kind === 'malformed') next(new HttpProblem(400, 'path_malformed'))
    else if (found.kind === 'found') answer(request, response, found.target, found.values).catch(next)
    else {
      const allow = found.allowed.join(', ')
      if (request.method === 'OPTIONS') response.status(204).set('Allow', allow).end()
      else next(new HttpProblem(405, 'method_not_allowed', { method: request.method }, { Allow: allow }))
    }
  }
}
