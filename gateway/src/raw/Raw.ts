import type { RpcClients } from '@rapport/chassis'
import { contract, type Rpc } from '@rapport/proto'
import type { Response } from 'express'
import type { Caller } from '../auth/authenticate'
import type { Door } from '../auth/door'
import type { GatewayConfig } from '../config'
import { exchangeOf } from '../http/exchange'

/** What the routes that are written by hand stand on. */
export interface RawParts {
  clients: RpcClients
  door: Door
  config: GatewayConfig
}

/** An rpc of the contract by its id, e.g. `identity.SessionService/SignIn`. Throws when there is none. */
export const rpcNamed = (id: string): Rpc => {
  const rpc = contract().rpcs.find((candidate) => candidate.id === id)
  if (!rpc) throw new Error(`the contract has no rpc ${id}`)
  return rpc
}

/** What goes with a call that is made for the request that `response` answers. */
export const callOptions = (response: Response, caller?: Caller) => {
  const { requestId, locale, ip, userAgent, signal } = exchangeOf(response)
  return {
    requestId,
    locale,
    ip,
    userAgent,
    signal,
    channel: caller?.kind === 'apiKey' ? 'API' : 'UI',
    ...(caller && { token: caller.token }),
  }
}
