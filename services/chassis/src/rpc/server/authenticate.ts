import type { Metadata } from '@grpc/grpc-js'
import type { Access } from '@rapport/proto'
import type { Actor } from '../../context/actor'
import { denied, unauthenticated } from '../../errors/errors'
import { anonymous, gatewayItself } from '../../token/actorOf'
import type { InternalCaller } from '../../token/signPrincipal'
import type { TokenVerifier } from '../../token/verifyToken'
import { metadataKeys } from '../metadataKeys'

/** Who makes a call. */
export interface Caller {
  readonly actor: Actor
  /** The gateway itself, or an operator's tool. */
  readonly internal: boolean
  /** The token that proves it; what came without one cannot be trusted to name an address or a channel. */
  readonly token?: string
}

const nobody: Caller = { actor: anonymous, internal: false }

const scheme = 'Bearer '

const tokenOf = (metadata: Metadata): string | undefined => {
  const value = metadata.get(metadataKeys.authorization)[0]
  if (value === undefined) return undefined
  if (typeof value !== 'string' || !value.startsWith(scheme)) throw unauthenticated('token_invalid')
  return value.slice(scheme.length)
}

const known = (verified: Actor | InternalCaller, token: string): Caller =>
  'internal' in verified ? { actor: gatewayItself, internal: true, token } : { actor: verified, internal: false, token }

/** Finds out who makes a call, at once when the token is known already. Throws or rejects with `unauthenticated` when it is not to be believed. */
export const authenticate = (verify: TokenVerifier, metadata: Metadata): Caller | Promise<Caller> => {
  const token = tokenOf(metadata)
  if (token === undefined) return nobody
  const verified = verify(token)
  return verified instanceof Promise ? verified.then((caller) => known(caller, token)) : known(verified, token)
}

/** Throws when the caller may not call an rpc with this access: `unauthenticated` when nobody is signed in, otherwise `denied`. */
export const authorise = (access: Access, { actor, internal }: Caller): void => {
  if (access.kind === 'public') return
  if (access.kind === 'internal') {
    if (!internal) throw denied()
    return
  }
  if (internal || actor.kind === 'ANONYMOUS') throw unauthenticated()
  if (access.kind === 'permission' && !actor.everything && !actor.permissions.has(access.permission)) {
    throw denied('permission_missing', { permission: access.permission })
  }
}

/** The actor as whom an rpc runs: the gateway speaks for nobody where anyone may call. */
export const actorFor = (access: Access, { actor, internal }: Caller): Actor =>
  internal && access.kind !== 'internal' ? anonymous : actor
