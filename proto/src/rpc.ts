import { getOption, hasOption, type DescMessage, type DescMethod, type DescService } from '@bufbuild/protobuf'
import { MethodOptions_IdempotencyLevel as IdempotencyLevel } from '@bufbuild/protobuf/wkt'
import { accessOf, type Access } from './access'
import { ContractError } from './ContractError'
import { comments } from './gen/comments'
import { raw } from './gen/options'
import { routeOf, type Route } from './route'
import { serviceOf } from './serviceOf'

/** Media types of an rpc whose REST side is written by hand in the gateway. */
export interface RawMedia {
  requestMediaType: string
  responseMediaType: string
  /** Proto names of the fields of the answer that the gateway keeps to itself. */
  withheld: string[]
}

/** An rpc of the contract with all that the contract says about it. */
export interface Rpc {
  /** Short name for logs and metrics, e.g. `customer.AccountService/GetAccount`. */
  id: string
  /** gRPC path, e.g. `/rapport.customer.v1.AccountService/GetAccount`. */
  path: string
  /** The service that answers, e.g. `customer`. */
  backend: string
  service: DescService
  method: DescMethod
  input: DescMessage
  output: DescMessage
  /** What it does, as one line. */
  comment: string
  access: Access
  /** Absent only for internal rpcs. */
  route?: Route
  /** Set when the gateway has code of its own for the REST side. */
  raw?: RawMedia
  /** Without side effects: may be retried and answered from a replica or a cache. */
  readOnly: boolean
  clientStreaming: boolean
  serverStreaming: boolean
}

const rawOf = (method: DescMethod): RawMedia | undefined => {
  if (!hasOption(method, raw)) return undefined
  const { requestMediaType, responseMediaType, withheld } = getOption(method, raw)
  return {
    requestMediaType: requestMediaType || 'application/json',
    responseMediaType: responseMediaType || 'application/json',
    withheld,
  }
}

const isClientStreaming = ({ methodKind }: DescMethod): boolean =>
  methodKind === 'client_streaming' || methodKind === 'bidi_streaming'

const isServerStreaming = ({ methodKind }: DescMethod): boolean =>
  methodKind === 'server_streaming' || methodKind === 'bidi_streaming'

/** Reads an rpc. Throws a ContractError when access, route or streams are not as the house style wants them. */
export const rpcOf = (method: DescMethod): Rpc => {
  const { parent: service } = method
  const name = `${service.typeName}.${method.name}`
  const backend = serviceOf(service)
  const access = accessOf(method)
  const route = routeOf(method)
  const rawMedia = rawOf(method)
  if (access.kind === 'internal' && route) throw new ContractError(`${name} is internal and must not have a route`)
  if (access.kind !== 'internal' && !route) throw new ContractError(`${name} has no route: add (google.api.http)`)
  if (route && !rawMedia && method.methodKind !== 'unary') {
    throw new ContractError(`${name} streams, which cannot be transcoded: add (rapport.options.v1.raw)`)
  }
  return {
    id: `${backend}.${service.name}/${method.name}`,
    path: `/${service.typeName}/${method.name}`,
    backend,
    service,
    method,
    input: method.input,
    output: method.output,
    comment: comments[name] ?? '',
    access,
    ...(route && { route }),
    ...(rawMedia && { raw: rawMedia }),
    readOnly: method.idempotency === IdempotencyLevel.NO_SIDE_EFFECTS,
    clientStreaming: isClientStreaming(method),
    serverStreaming: isServerStreaming(method),
  }
}
