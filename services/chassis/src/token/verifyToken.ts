import { fromJson, type JsonValue } from '@bufbuild/protobuf'
import { PrincipalSchema } from '@rapport/proto/identity'
import { errors, jwtVerify, type CryptoKey, type JWTPayload } from 'jose'
import type { Actor } from '../context/actor'
import { unauthenticated } from '../errors/errors'
import { actorOf } from './actorOf'
import { algorithm } from './keys'
import { audience, issuer, type InternalCaller } from './signPrincipal'

interface Known {
  readonly caller: Actor | InternalCaller
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

/** Verifies tokens; answers at once, without a promise, for a token that it has seen and that still holds. */
export type TokenVerifier = (token: string) => Actor | InternalCaller | Promise<Actor | InternalCaller>

const callerOf = ({ p, internal }: JWTPayload): Actor | InternalCaller => {
  if (internal === true) return { internal: true }
  const actor = actorOf(fromJson(PrincipalSchema, p as JsonValue, { ignoreUnknownFields: true }))
  if (actor.tenantId <= 0 || actor.id === '' || actor.kind === 'ANONYMOUS') throw unauthenticated('token_invalid')
  return actor
}

/**
 * Makes the function that turns an internal token into its caller. It accepts EdDSA signatures of `key` only, for our
 * issuer and audience, between `nbf` and `exp`. Rejects with `unauthenticated` (token_invalid, token_expired). The last
 * `remembered` tokens are verified once.
 */
export const verifyToken = (key: CryptoKey, { remembered = 2_000, clock = Date.now } = {}): TokenVerifier => {
  const known = new Map<string, Known>()

  // The first to come is the first to go: tokens live for minutes, and an order by use would have to be kept at every call.
  const remember = (token: string, entry: Known): void => {
    known.delete(token)
    known.set(token, entry)
    const [oldest] = known.keys()
    if (known.size > remembered && oldest !== undefined) known.delete(oldest)
  }

  const verify = async (token: string): Promise<Actor | InternalCaller> => {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [algorithm],
        issuer,
        audience,
        requiredClaims: ['exp', 'nbf'],
        currentDate: new Date(clock()),
        clockTolerance: 2,
      })
      const caller = callerOf(payload)
      remember(token, { caller, expiresAt: (payload.exp ?? 0) * 1000 })
      return caller
    } catch (error) {
      throw unauthenticated(error instanceof errors.JWTExpired ? 'token_expired' : 'token_invalid')
    }
  }

  return (token) => {
    const entry = known.get(token)
    return entry && entry.expiresAt > clock() ? entry.caller : verify(token)
  }
}
