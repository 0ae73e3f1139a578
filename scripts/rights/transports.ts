import {
  create,
  fromBinary,
  toBinary,
  toJson,
  type DescMessage,
  type JsonObject,
  type Message,
  type MessageInitShape,
} from '@bufbuild/protobuf'
import { RapportError, type Actor } from '@rapport/chassis'
import { contract, type Rpc } from '@rapport/proto'
import type { Caller } from './company'
import type { System } from './system'

/** What came of a call: `ok` or the reason of the refusal, and what was answered. */
export interface Outcome {
  readonly reason: string
  readonly answer: JsonObject
}

/** A way to call an rpc as somebody. */
export type Transport = (rpc: Rpc, caller: Pick<Caller, 'actor' | 'headers'>, request: object) => Promise<Outcome>

/** The rpc with this short name, such as `AccountService/GetAccount`. */
export const rpcNamed = (name: string): Rpc => {
  const found = contract().rpcs.find(({ id }) => id.endsWith(`.${name}`))
  if (!found) throw new Error(`the contract has no ${name}`)
  return found
}

const messageOf = (schema: DescMessage, init: object): Message => create(schema, init as MessageInitShape<DescMessage>)

/** Straight to the service, with the token that the gateway would have signed. */
export const overGrpc = ({ clients, keys }: Pick<System, 'clients' | 'keys'>): Transport => {
  const tokens = new Map<Actor, Promise<string>>()
  const tokenOf = (actor: Actor) => {
    const token = tokens.get(actor) ?? keys.tokenFor(actor)
    tokens.set(actor, token)
    return token
  }

  return async (rpc, { actor }, request) => {
    const bytes = toBinary(rpc.input, messageOf(rpc.input, request))
    const options = { token: await tokenOf(actor), locale: 'zh-CN' as const }
    try {
      if (!rpc.serverStreaming) {
        const answer = fromBinary(rpc.output, await clients.callUnary(rpc, bytes, options))
        return { reason: 'ok', answer: toJson(rpc.output, answer) as JsonObject }
      }
      const pieces: Buffer[] = []
      for await (const piece of clients.callServerStream(rpc, bytes, options)) pieces.push(piece)
      return { reason: 'ok', answer: { pieces: pieces.length } }
    } catch (error) {
      if (!(error instanceof RapportError)) throw error
      const { reason, sentence = '', violations } = error
      return { reason, answer: { detail: sentence, errors: violations.map(({ field }) => ({ field })) } }
    }
  }
}

const flat = (value: unknown, name: string): [string, string][] => {
  if (Array.isArray(value)) return value.flatMap((one) => flat(one, name))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, one]) => flat(one, name ? `${name}.${key}` : key))
  return [[name, String(value)]]
}

/** The REST side of a request, as the contract describes it. */
const restOf = (rpc: Rpc, request: object) => {
  const { route } = rpc
  if (!route) throw new Error(`${rpc.id} has no route`)
  const fields = toJson(rpc.input, messageOf(rpc.input, request)) as JsonObject
  let path = route.template
  for (const {
    name,
    path: [field],
  } of route.pathFields) {
    const key = field?.jsonName ?? ''
    path = path.replace(`{${name}}`, encodeURIComponent(fields[key] as string))
    delete fields[key]
  }
  const bodyKey = route.bodyField?.jsonName
  const body = route.body === '*' ? fields : bodyKey ? fields[bodyKey] : undefined
  if (bodyKey) delete fields[bodyKey]
  const query = route.body === '*' ? [] : flat(fields, '')
  return { path: `${path}?${new URLSearchParams(query).toString()}`, body }
}

/** Through the gateway, with the caller's session or key. */
export const overRest =
  ({ url }: Pick<System, 'url'>): Transport =>
  async (rpc, { headers }, request) => {
    const { path, body } = restOf(rpc, request)
    const response = await fetch(`${url}${path}`, {
      method: rpc.route?.verb ?? 'GET',
      headers: {
        ...headers,
        'accept-language': 'zh-CN',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer = text.startsWith('{') ? (JSON.parse(text) as JsonObject) : {}
    return { reason: response.ok ? 'ok' : (answer['reason'] as string), answer }
  }
