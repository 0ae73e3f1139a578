import { generateKeyPair, type CryptoKey } from 'jose'
import type { Actor } from '../context/actor'
import { algorithm } from '../token/keys'
import { signPrincipal, type InternalCaller } from '../token/signPrincipal'
import { verifyToken, type TokenVerifier } from '../token/verifyToken'
import { principalOf } from './principalOf'

/** A key pair of internal tokens that lives as long as a test. */
export interface TestKeys {
  readonly verify: TokenVerifier
  /** The token of a call by an actor, or by the gateway itself. */
  tokenFor(caller: Actor | InternalCaller): Promise<string>
  /** The pair itself, to forge tokens with. */
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
}

/** Makes a new key pair. */
export const testKeys = async (): Promise<TestKeys> => {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true })
  return {
    privateKey,
    publicKey,
    verify: verifyToken(publicKey),
    tokenFor: (caller) =>
      signPrincipal(privateKey, 'internal' in caller ? caller : principalOf(caller), { expiresInSeconds: 3_600 }),
  }
}
