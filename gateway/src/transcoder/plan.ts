import type { Route, Rpc } from '@rapport/proto'
import { versionReader } from './etag'
import { jsonWriter } from './jsonWriter'
import { requestReader, type ReadRequest } from './requestReader'

/** All that can be known of an rpc's REST side before the first request. */
export interface Plan {
  readonly rpc: Rpc
  readonly read: ReadRequest
  readonly write: (bytes: Uint8Array) => Buffer
  readonly version: ((bytes: Uint8Array) => number) | undefined
  /** Status of a good answer: 201 for Create*, 204 for an empty one, 200 otherwise. */
  readonly status: number
  readonly takesBody: boolean
  /** Whether the answer may be compared with what the caller has already (304). */
  readonly isCacheable: boolean
}

const statusOf = ({ method, output }: Rpc, { verb }: Route) => {
  if (output.typeName === 'google.protobuf.Empty') return 204
  return method.name.startsWith('Create') && verb === 'POST' ? 201 : 200
}

/** Works out the plan of an rpc. */
export const planOf = (rpc: Rpc, route: Route): Plan => ({
  rpc,
  read: requestReader(rpc.input, route),
  write: jsonWriter(rpc.output),
  version: versionReader(rpc.output),
  status: statusOf(rpc, route),
  takesBody: route.body !== '',
  isCacheable: rpc.readOnly && route.verb === 'GET',
})
