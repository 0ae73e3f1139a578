import type { RpcClients } from '@rapport/chassis'
import { contract, type Rpc } from '@rapport/proto'
import type { GatewayConfig } from '../config'
import type { Serve } from '../http/RestCall'

/** The rpcs that are written by hand, by their ids, e.g. `identity.SessionService/SignIn`. */
export type RawRoutes = Readonly<Record<string, Serve>>

/** What the routes that are written by hand stand on. */
export interface RawParts {
  readonly clients: RpcClients
  readonly config: GatewayConfig
}

/** An rpc of the contract by its id. Throws when there is none. */
export const rpcNamed = (id: string): Rpc => {
  const rpc = contract().rpcs.find((candidate) => candidate.id === id)
  if (!rpc) throw new Error(`the contract has no rpc ${id}`)
  return rpc
}
