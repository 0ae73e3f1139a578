import { exhausted } from '@rapport/chassis'
import type { Response } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'

/** Counts a request by `key`; sets the RateLimit headers; rejects with `too_many_requests` and the seconds to wait beyond `limit` a minute. */
export type RateLimiter = (response: Response, key: string, limit: number) => Promise<void>

const WINDOW = 60

/** Makes a limiter that counts in this process. */
export const rateLimiter = (): RateLimiter => {
  const counter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: WINDOW })
  return async (response, key, limit) => {
    const { consumedPoints, msBeforeNext } = await counter.consume(key)
    const reset = Math.max(1, Math.ceil(msBeforeNext / 1000))
    response.setHeader('RateLimit-Limit', limit)
    response.setHeader('RateLimit-Remaining', Math.max(0, limit - consumedPoints))
    response.setHeader('RateLimit-Reset', reset)
    if (consumedPoints > limit) throw exhausted('too_many_requests', reset)
  }
}
