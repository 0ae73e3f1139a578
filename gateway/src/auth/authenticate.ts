import { toBinary } from '@bufbuild/protobuf'
import { actorOf, RapportError, unauthenticated, type Actor, type GrpcClient } from '@rapport/chassis'
import { PrincipalSchema, type SessionService } from '@rapport/proto/identity'
import type { Credentials } from './credentials'
import type { Sign } from './sign'

/** Somebody who has proved who they are. */
export interface Caller {
  readonly actor: Actor
  readonly kind: Credentials['kind']
  /** Internal token that speaks for the caller. */
  readonly token: string
  /** Requests a minute; 0 for the usual number. */
  readonly rateLimit: number
}

/** Turns credentials into the caller behind them. */
export interface Authenticator {
  /** Rejects with `unauthenticated` when they are wrong, expired or revoked. What is known is not older than `maxAge` ms. */
  authenticate(credentials: Credentials, ip: string, maxAge?: number): Promise<Caller>
  /** Forgets a session that its user has just ended. */
  forget(credentials: Credentials): void
}

interface Proved {
  caller: Caller
  /** The principal as bytes: as long as it stays the same, so does the token, which services need not verify anew. */
  principal: string
  signedAt: number
}

interface Entry {
  askedAt: number
  proved: Promise<Proved>
}

/** A change of rights, a revoked session or key takes effect within this time, in ms. */
const FRESH = 3000
/** Credentials that are remembered at the same time. */
const MOST = 10_000
/** How long a token is used, in ms; it is valid for twice as long. */
const TOKEN_AGE = 30_000

/** Makes the authenticator. The identity service is asked at most once in 3 s about the same credentials, however many requests bring them. */
export const authenticator = (sessions: GrpcClient<typeof SessionService>, sign: Sign): Authenticator => {
  const known = new Map<string, Entry>()

  const ask = async ({ kind, secret }: Credentials, ip: string, last: Promise<Proved> | undefined): Promise<Proved> => {
    const token = await sign.gateway()
    const { principal, rateLimit } =
      kind === 'session'
        ? await sessions.authenticateSession({ sessionToken: secret }, { token })
        : await sessions.authenticateApiKey({ apiKey: secret, ip }, { token })
    if (!principal) throw unauthenticated()
    const bytes = Buffer.from(toBinary(PrincipalSchema, principal)).toString('latin1')
    const before = await last?.catch(() => undefined)
    const isSame = before?.principal === bytes && before.caller.rateLimit === rateLimit
    if (isSame && Date.now() - before.signedAt < TOKEN_AGE) return before
    const signed = await sign.principal(principal)
    return {
      caller: { actor: actorOf(principal), kind, token: signed, rateLimit },
      principal: bytes,
      signedAt: Date.now(),
    }
  }

  const remember = (id: string, entry: Entry) => {
    known.delete(id)
    const oldest = known.keys().next()
    if (known.size >= MOST && !oldest.done) known.delete(oldest.value)
    known.set(id, entry)
  }

  // A key may be bound to addresses, a session is not.
  const idOf = ({ kind, secret }: Credentials, ip: string) => (kind === 'apiKey' ? `${secret} ${ip}` : secret)

  return {
    authenticate: async (credentials, ip, maxAge = FRESH) => {
      const id = idOf(credentials, ip)
      const entry = known.get(id)
      if (entry && Date.now() - entry.askedAt < maxAge) return (await entry.proved).caller
      const proved = ask(credentials, ip, entry?.proved)
      remember(id, { askedAt: Date.now(), proved })
      try {
        return (await proved).caller
      } catch (error) {
        // Wrong credentials stay wrong for a while; that identity did not answer says nothing about them.
        const isRefused = error instanceof RapportError && error.kind === 'unauthenticated'
        if (!isRefused && known.get(id)?.proved === proved) known.delete(id)
        throw error
      }
    },
    forget: (credentials) => void known.delete(idOf(credentials, '')),
  }
}
