import { signPrincipal, type InternalCaller } from '@rapport/chassis'
import type { Principal } from '@rapport/proto/identity'

type Key = Parameters<typeof signPrincipal>[0]

/** Signs a token for somebody, or for the gateway itself. */
export type SignToken = (principal: Principal | InternalCaller) => Promise<string>

/** Internal tokens. */
export interface Sign {
  /** The token of a call that is made for somebody. */
  principal(principal: Principal): Promise<string>
  /** The token with which the gateway speaks for itself, or for a visitor who is not signed in. */
  gateway(): Promise<string>
}

const LIFETIME = 60

/** Signs with the gateway's private key; a token is valid for a minute. */
export const signWith =
  (key: Key): SignToken =>
  (principal) =>
    signPrincipal(key, principal, { expiresInSeconds: LIFETIME })

/** Makes tokens; the gateway's own is made anew every half minute. */
export const signer = (signToken: SignToken): Sign => {
  let own: Promise<string> | undefined
  let renewAt = 0
  return {
    principal: signToken,
    gateway: () => {
      if (!own || Date.now() > renewAt) {
        renewAt = Date.now() + (LIFETIME / 2) * 1000
        own = signToken({ internal: true })
      }
      return own
    },
  }
}
