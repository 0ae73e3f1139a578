import { toJson } from '@bufbuild/protobuf'
import { PrincipalSchema, type Principal } from '@rapport/proto/identity'
import { SignJWT, type CryptoKey, type JWTPayload } from 'jose'
import { algorithm } from './keys'

export const issuer = 'rapport-gateway'
export const audience = 'rapport'

/** The gateway itself, or an operator's tool: may call internal rpcs and speaks for nobody. */
export interface InternalCaller {
  readonly internal: true
}

interface Lifetime {
  readonly expiresInSeconds: number
}

const sign = (key: CryptoKey, claims: JWTPayload, { expiresInSeconds }: Lifetime): Promise<string> => {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + expiresInSeconds)
    .sign(key)
}

/**
 * The internal token of a call: who calls and what they may do, signed by the gateway and believed by every service until
 * it expires. Keep it short-lived: a change of rights takes effect with the next token.
 */
export const signPrincipal = (
  key: CryptoKey,
  principal: Principal | InternalCaller,
  lifetime: Lifetime,
): Promise<string> =>
  sign(key, 'internal' in principal ? { internal: true } : { p: toJson(PrincipalSchema, principal) }, lifetime)
