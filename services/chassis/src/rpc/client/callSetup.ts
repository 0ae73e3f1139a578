import type { CallOptions as GrpcOptions, Metadata } from '@grpc/grpc-js'
import type { Rpc } from '@rapport/proto'
import { createHash } from 'node:crypto'
import { maybeContext } from '../../context/context'
import { parentOf } from '../parentCall'
import { callMetadata } from './callMetadata'
import type { CallOptions } from './GrpcClient'

const defaultTimeout = { unary: 15_000, stream: 600_000 }

/** A call that is about to be made. */
export interface CallSetup {
  readonly metadata: Metadata
  /** Milliseconds since the epoch. */
  readonly deadline: number
  readonly grpc: GrpcOptions
  /** May be made again when the connection was lost before the answer came: reads, and commands with a key. */
  readonly repeatable: boolean
}

/** The key of a command that is part of another command: the same each time that one is repeated. */
const derivedKey = (key: string, { path }: Rpc, bytes: Uint8Array): string =>
  createHash('sha256').update(key).update(path).update(bytes).digest('base64url')

/** Metadata, deadline and parent of a call, from its options and the call being served. */
export const setUpCall = (rpc: Rpc, options: CallOptions, bytes?: Uint8Array): CallSetup => {
  const context = maybeContext()
  const timeout = rpc.clientStreaming || rpc.serverStreaming ? defaultTimeout.stream : defaultTimeout.unary
  const deadline = Math.min(options.deadline ?? Date.now() + timeout, context?.deadline ?? Infinity)
  const inherited = !rpc.readOnly && bytes && context?.idempotencyKey
  const idempotencyKey = options.idempotencyKey ?? (inherited ? derivedKey(inherited, rpc, bytes) : undefined)
  const parent = parentOf(context)
  // Each call listens to the one it is made for, however many they are.
  parent?.setMaxListeners(0)
  return {
    metadata: callMetadata({ ...options, ...(idempotencyKey && { idempotencyKey }) }, context),
    deadline,
    grpc: { deadline, ...(parent && { parent }) },
    repeatable: rpc.readOnly || idempotencyKey !== undefined,
  }
}
