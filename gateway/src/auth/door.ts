import { denied, RapportError, unauthenticated } from '@rapport/chassis'
import type { Access } from '@rapport/proto'
import type { Request, Response } from 'express'
import { exchangeOf } from '../http/exchange'
import type { RateLimiter } from '../limits/rateLimits'
import type { Authenticator, Caller } from './authenticate'
import { credentialsOf } from './credentials'
import { requireOwnSite } from './requireOwnSite'

export interface DoorOptions {
  authenticator: Authenticator
  cookieName: string
  publicUrl: string
  limiter: RateLimiter
  perActor: number
  perAddress: number
}

/** Decides who comes in: own site, signed in where the rpc wants it, not too often. Permissions are the service's to check. */
export interface Door {
  /** The caller; undefined only where everybody may call. Throws `foreign_origin`, `unauthenticated` or `too_many_requests`. */
  admit(request: Request, response: Response, access: Access): Promise<Caller | undefined>
}

/** Makes the door through which every request to a service passes. */
export const doorOf = ({ authenticator, cookieName, publicUrl, limiter, perActor, perAddress }: DoorOptions): Door => ({
  admit: async (request, response, access) => {
    const exchange = exchangeOf(response)
    const credentials = credentialsOf(request, cookieName)
    if (credentials?.kind !== 'apiKey') requireOwnSite(request, publicUrl, credentials?.kind === 'session')
    if (access.kind === 'internal') throw denied()
    if (access.kind === 'public' || !credentials) {
      await limiter(response, `address ${exchange.ip}`, perAddress)
      if (access.kind === 'public') return undefined
      throw unauthenticated()
    }
    const caller = await authenticator.authenticate(credentials, exchange.ip).catch(async (error: unknown) => {
      const isRefusal = error instanceof RapportError && error.kind === 'unauthenticated'
      if (isRefusal) await limiter(response, `address ${exchange.ip}`, perAddress)
      throw error
    })
    exchange.caller = caller
    await limiter(response, `actor ${caller.actor.id}`, caller.rateLimit || perActor)
    return caller
  },
})
