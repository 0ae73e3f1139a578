import { exhausted } from '@rapport/chassis'
import type { Response } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'

const WINDOW = 60

/**
 * Counts requests by key within a minute, in this process. Sets the RateLimit headers; throws `too_many_requests` with the
 * seconds to wait beyond `limit`.
 */
export const rateLimiter = (name: string) => {
  const counter = new RateLimiterMemory({ keyPrefix: name, points: Number.MAX_SAFE_INTEGER, duration: WINDOW })
  return async (response: Response, key: string, limit: number): Promise<void> => {
    const { consumedPoints, msBeforeNext } = await counter.consume(key)
    const reset = Math.max(1, Math.ceil(msBeforeNext / 1000))
    response.set({
      'RateLimit-Limit': String(limit),
      'RateLimit-Remaining': String(Math.max(0, limit - consumedPoints)),
      'RateLimit-Reset': String(reset),
    })
    if (consumedPoints > limit) throw exhausted('too_many_requests', reset)
  }
}

export type RateLimiter = ReturnType<typeof rateLimiter>
