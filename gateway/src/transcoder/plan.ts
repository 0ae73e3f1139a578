import { contract, type Route, type Rpc } from '@rapport/proto'
import { versionReader } from './etag'
import { jsonWriter } from './jsonWriter'
import { requestReader, type ReadRequest } from './requestReader'

/** All that can be known of an rpc's REST side before the first request. */
export interface Plan {
  readonly rpc: Rpc
  readonly route: Route
  readonly read: ReadRequest
  readonly write: (bytes: Uint8Array) => Buffer
  readonly version: ((bytes: Uint8Array) => number) | undefined
  /** Status of a good answer: 201 for Create*, 204 for an empty one, 200 otherwise. */
  readonly status: number
  readonly takesBody: boolean
}

const isEmpty = ({ output }: Rpc) => output.typeName === 'google.protobuf.Empty'

const statusOf = (rpc: Rpc, route: Route) => {
  if (isEmpty(rpc)) return 204
  return rpc.method.name.startsWith('Create') && route.verb === 'POST' ? 201 : 200
}

const planOf = (rpc: Rpc, route: Route): Plan => ({
  rpc,
  route,
  read: requestReader(rpc.input, route),
  write: jsonWriter(rpc.output),
  version: versionReader(rpc.output),
  status: statusOf(rpc, route),
  takesBody: route.body !== '',
})

/** The plans of all rpcs that are transcoded: those with a route that are not written by hand in raw/. */
export const plans = (): Plan[] =>
  contract().rpcs.flatMap((rpc) => (rpc.route && !rpc.raw ? [planOf(rpc, rpc.route)] : []))
