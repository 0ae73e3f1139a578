import type { ServerResponse } from 'node:http'
import { denied, RapportError, unauthenticated } from '@rapport/chassis'
import type { Access } from '@rapport/proto'
import type { Request, Response } from 'express'
import { exchangeOf } from '../http/exchange'
import { arrivals } from '../limits/arrivals'
import type { RateLimiter } from '../limits/rateLimits'
import type { Authenticator, Caller } from './authenticate'
import { credentialsOf } from './credentials'
import { requireOwnSite } from './requireOwnSite'
import type { Sign } from './sign'

export interface DoorOptions {
  authenticator: Authenticator
  sign: Pick<Sign, 'gateway'>
  cookieName: string
  publicUrl: string
  limiter: RateLimiter
  /** Told of each request whose body is still to come. */
  awaitBody: (response: ServerResponse) => void
  /** Requests a minute of one user or key, and of one address that is not signed in. */
  perActor: number
  perAddress: number
}

/** Who was let in. */
export interface Admitted {
  /** The token of calls that are made for the request. */
  readonly token: string
  /** Undefined where everybody may call. */
  readonly caller?: Caller
}

/** Decides who comes in: own site, signed in where the rpc wants it, not too often or too slowly. Permissions are the service's to check. */
export interface Door {
  /** Rejects with `foreign_origin`, `unauthenticated`, `too_many_requests` or `bodies_too_many`. */
  admit(request: Request, response: Response, access: Access): Promise<Admitted>
}

/** Makes the door through which every request to a service passes. */
export const doorOf = (options: DoorOptions): Door => {
  const { authenticator, sign, cookieName, limiter, perActor, perAddress } = options
  const ownSite = requireOwnSite(options.publicUrl)
  const arrive = arrivals(options.awaitBody)
  const countAddress = (response: Response) => limiter(response, `address ${exchangeOf(response).ip}`, perAddress)

  const prove = async (request: Request, response: Response): Promise<Caller> => {
    const credentials = credentialsOf(request, cookieName)
    const { ip } = exchangeOf(response)
    try {
      if (!credentials) throw unauthenticated()
      return await authenticator.authenticate(credentials, ip)
    } catch (error) {
      const isRefusal = error instanceof RapportError && error.kind === 'unauthenticated'
      if (isRefusal) await countAddress(response)
      throw error
    }
  }

  return {
    admit: async (request, response, access) => {
      if (access.kind === 'internal') throw denied()
      ownSite(request, credentialsOf(request, cookieName)?.kind)
      if (access.kind === 'public') {
        await countAddress(response)
        arrive(response, `address ${exchangeOf(response).ip}`)
        return { token: await sign.gateway() }
      }
      const caller = await prove(request, response)
      exchangeOf(response).caller = caller
      await limiter(response, `actor ${caller.actor.id}`, caller.rateLimit || perActor)
      arrive(response, `actor ${caller.actor.id}`)
      return { token: caller.token, caller }
    },
  }
}
