import type { Metadata } from '@grpc/grpc-js'
import type { Rpc } from '@rapport/proto'
import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { Context, Locale } from '../../context/context'
import { invalid } from '../../errors/errors'
import { metadataKeys } from '../metadataKeys'
import { parentCall, type ParentCall } from '../parentCall'
import { actorFor, type Caller } from './authenticate'

// Whoever sets no deadline does not wait for ever either: database and other services get one.
const defaultTimeout = { unary: 30_000, stream: 600_000 }

const text = (metadata: Metadata, key: string): string => {
  const value = metadata.get(key)[0]
  return typeof value === 'string' ? value : ''
}

/** The language in which a call wants its answer; Chinese where it does not say. */
export const localeOf = (metadata: Metadata): Locale =>
  text(metadata, metadataKeys.locale).toLowerCase().startsWith('en') ? 'en' : 'zh-CN'

/** The name of a request in logs: the caller's when it is a plain one, otherwise a new one. */
export const requestIdOf = (metadata: Metadata): string => {
  const given = text(metadata, metadataKeys.requestId)
  return /^[\w.:-]{1,64}$/.test(given) ? given : uuidv7()
}

const keyOf = (metadata: Metadata): string | undefined => {
  const key = text(metadata, metadataKeys.idempotencyKey)
  if (key.length > 255) throw invalid({ field: 'Idempotency-Key', reason: 'idempotency_key_malformed' })
  return key || undefined
}

const peerAddress = (call: ParentCall): string =>
  call
    .getPeer()
    .replace(/:\d+$/, '')
    .replace(/^ipv[46]:/, '')

const deadlineOf = (call: ParentCall, { clientStreaming, serverStreaming }: Rpc): number => {
  const deadline = Number(call.getDeadline())
  const timeout = clientStreaming || serverStreaming ? defaultTimeout.stream : defaultTimeout.unary
  return Number.isFinite(deadline) ? deadline : Date.now() + timeout
}

const hashOf = (rpc: Rpc, bytes: Uint8Array): string =>
  createHash('sha256').update(rpc.path).update(bytes).digest('hex')

const signalOf = (call: ParentCall): AbortSignal => {
  if (call.cancelled) return AbortSignal.abort()
  const controller = new AbortController()
  call.once('cancelled', () => controller.abort())
  return controller.signal
}

/**
 * What is known about a call, from its metadata and its caller. The signal is made when asked for.
 * Throws `invalid` when the idempotency key is too long.
 * @param bytes the request as it came, where there is a single one
 */
export const callContext = (
  rpc: Rpc,
  call: ParentCall,
  caller: Caller,
  requestId: string,
  bytes?: Uint8Array,
): Context & { readonly [parentCall]: ParentCall } => {
  const { metadata } = call
  const trusted = caller.token !== undefined
  const idempotencyKey = keyOf(metadata)
  let signal: AbortSignal | undefined
  return {
    [parentCall]: call,
    requestId,
    rpc,
    actor: actorFor(rpc.access, caller),
    token: caller.token,
    locale: localeOf(metadata),
    channel: trusted && text(metadata, metadataKeys.channel) === 'UI' ? 'UI' : 'API',
    ip: (trusted && text(metadata, metadataKeys.ip)) || peerAddress(call),
    userAgent: text(metadata, metadataKeys.userAgent).slice(0, 300),
    deadline: deadlineOf(call, rpc),
    idempotencyKey,
    requestHash: idempotencyKey !== undefined && bytes ? hashOf(rpc, bytes) : undefined,
    get signal() {
      return (signal ??= signalOf(call))
    },
  }
}
