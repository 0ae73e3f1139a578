import { actorOf, RapportError, signPrincipal, unauthenticated, type Actor, type GrpcClient } from '@rapport/chassis'
import type { SessionService } from '@rapport/proto/identity'
import type { Credentials } from './credentials'

/** Somebody who has proved who they are. */
export interface Caller {
  readonly actor: Actor
  readonly kind: Credentials['kind']
  /** Internal token that speaks for the caller. */
  readonly token: string
  /** Requests a minute; 0 for the usual number. */
  readonly rateLimit: number
}

interface Entry {
  readonly until: number
  readonly caller: Promise<Caller>
}

/** A change of rights, a revoked session or key takes effect within this time, in ms. */
const FRESH = 3000
/** A wrong secret is asked about again after this time, in ms. */
const FRESH_REFUSAL = 1000
const MOST = 10_000
const TOKEN_SECONDS = 60

type SigningKey = Parameters<typeof signPrincipal>[0]

/** The token with which the gateway speaks for itself; renewed before it expires. */
export const internalToken = (key: SigningKey): (() => Promise<string>) => {
  let token: Promise<string> | undefined
  let renewAt = 0
  return () => {
    if (!token || Date.now() > renewAt) {
      renewAt = Date.now() + (TOKEN_SECONDS / 2) * 1000
      token = signPrincipal(key, { internal: true }, { expiresInSeconds: TOKEN_SECONDS })
    }
    return token
  }
}

/**
 * Turns credentials into the caller behind them, asking the identity service at most once in 3 s for each. Rejects with
 * `unauthenticated` when they are wrong, expired or revoked.
 */
export const authenticator = (sessions: GrpcClient<typeof SessionService>, key: SigningKey, speakForGateway: () => Promise<string>) => {
  const known = new Map<string, Entry>()

  const ask = async ({ kind, secret }: Credentials, ip: string): Promise<Caller> => {
    const token = await speakForGateway()
    const { principal, rateLimit } =
      kind === 'session'
        ? await sessions.authenticateSession({ sessionToken: secret }, { token })
        : await sessions.authenticateApiKey({ apiKey: secret, ip }, { token })
    if (!principal) throw unauthenticated()
    return {
      actor: actorOf(principal),
      kind,
      token: await signPrincipal(key, principal, { expiresInSeconds: TOKEN_SECONDS }),
      rateLimit,
    }
  }

  const remember = (id: string, entry: Entry) => {
    if (known.size >= MOST) for (const [old, { until }] of known) if (until < Date.now()) known.delete(old)
    if (known.size >= MOST) known.clear()
    known.set(id, entry)
  }

  const authenticate = (credentials: Credentials, ip: string): Promise<Caller> => {
    const id = `${credentials.kind} ${credentials.kind === 'apiKey' ? ip : ''} ${credentials.secret}`
    const entry = known.get(id)
    if (entry && entry.until > Date.now()) return entry.caller
    const caller = ask(credentials, ip)
    remember(id, { until: Date.now() + FRESH, caller })
    caller.catch((error: unknown) => {
      const refused = error instanceof RapportError && error.kind === 'unauthenticated'
      if (refused) remember(id, { until: Date.now() + FRESH_REFUSAL, caller })
      else known.delete(id)
    })
    return caller
  }

  /** Forgets a session that its user has just ended. */
  const forget = ({ kind, secret }: Credentials): void => {
    known.delete(`${kind}  ${secret}`)
  }
  return { authenticate, forget }
}

export type Authenticator = ReturnType<typeof authenticator>
