import { failureOf, Unreachable } from './failures'
import { openSession } from './writer'
import { createPool, type Pool } from './pool'
import type { Access, Link } from './link'
import { deadlineOf, STATEMENT_LIMIT } from './statement'

/** How long reads keep to the writer after the replicas failed, in ms. */
const AVOIDED_FOR = 5_000

/** A pool over all replicas in turn. */
export const replicaPool = (hosts: readonly string[], access: Access, size: number): Pool => {
  let turn = 0
  const open = async (): Promise<Link> => {
    const host = hosts[turn++ % hosts.length]
    if (!host) throw new Unreachable('there are no replicas')
    return openSession(host, access, { writable: false })
  }
  return createPool({ open, size })
}

/** Runs reads on the replicas, and on the writer while those are away. */
export const readsOn = (replicas: Pool | undefined, writer: Pool) => {
  let avoidedUntil = 0
  const on = async <T>(pool: Pool, work: (link: Link) => Promise<T>): Promise<T> => {
    const link = await pool.acquire(deadlineOf(STATEMENT_LIMIT))
    try {
      return await work(link)
    } finally {
      pool.release(link)
    }
  }
  return async <T>(work: (link: Link) => Promise<T>): Promise<T> => {
    if (!replicas || Date.now() < avoidedUntil) return on(writer, work)
    try {
      return await on(replicas, work)
    } catch (error) {
      if (failureOf(error) === 'other') throw error
      avoidedUntil = Date.now() + AVOIDED_FOR
      return on(writer, work)
    }
  }
}
