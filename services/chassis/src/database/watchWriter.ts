import type { Logger } from 'pino'
import { unavailable } from '../errors/errors'
import type { Link } from './link'
import type { Pool } from './pool'
import { askState } from './writer'

const EVERY = 2_000
const PATIENCE = 2_000

/**
 * Asks every two seconds over an idle connection whether its server still takes writes, so that also a process that only reads
 * leaves a demoted or silent server; all connections to such a server are thrown away.
 */
export const watchWriter = (pools: readonly [Pool, ...Pool[]], log: Logger) => {
  const leave = (host: string) => pools.forEach((pool) => pool.evict(host))

  const check = async (pool: Pool, link: Link): Promise<void> => {
    link.deadline = Date.now() + PATIENCE
    try {
      const { writable } = await askState(link)
      if (writable) return
      log.warn({ host: link.host }, 'the database does not take writes any more')
      leave(link.host)
    } catch (error) {
      link.broken = true
      log.warn({ host: link.host, err: error }, 'the database does not answer')
      leave(link.host)
    } finally {
      link.deadline = Infinity
      pool.release(link)
    }
  }

  const timer = setInterval(() => {
    for (const pool of pools) {
      const link = pool.tryAcquire()
      if (link) void check(pool, link)
    }
  }, EVERY)
  timer.unref()

  return {
    stop: () => clearInterval(timer),
    /** Resolves when a writable server answers; rejects after 2 s. */
    ping: async (): Promise<void> => {
      const [pool] = pools
      const link = await pool.acquire(Date.now() + PATIENCE)
      await check(pool, link)
      if (link.broken) throw unavailable()
    },
  }
}
