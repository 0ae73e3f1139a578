import { RapportError, unavailable } from '../errors/errors'
import { Expired } from './failures'
import type { Link } from './link'

interface PoolCounts {
  readonly idle: number
  readonly busy: number
  readonly waiting: number
}

/** Connections to a database, kept and lent. */
export interface Pool {
  /** Lends a connection; those who wait get one in turn, until `deadline` (ms since the epoch) at the latest. */
  acquire(deadline: number): Promise<Link>
  /** Takes a connection back; a broken one is thrown away. */
  release(link: Link): void
  /** Lends an idle connection, if there is one. */
  tryAcquire(): Link | undefined
  /** Throws away all connections to a server: idle ones now, lent ones when they come back. All servers when absent. */
  evict(host?: string): void
  readonly links: ReadonlySet<Link>
  counts(): PoolCounts
  /** Lends nothing more, waits up to `patience` ms for what is lent, ends all. */
  close(patience: number): Promise<void>
}

export interface PoolOptions {
  readonly open: () => Promise<Link>
  readonly size: number
  /** Connections that stay when nothing happens. */
  readonly kept?: number
}

interface Waiter {
  readonly deadline: number
  readonly resolve: (link: Link) => void
  readonly reject: (error: unknown) => void
}

const SWEEP_EVERY = 100
const IDLE_FOR = 60_000

/** Makes a pool; nothing is opened before it is needed. */
export const createPool = ({ open, size, kept = 2 }: PoolOptions): Pool => {
  const links = new Set<Link>()
  const idle: Link[] = []
  const waiters: Waiter[] = []
  let opening = 0
  let closed = false

  const discard = (link: Link) => {
    links.delete(link)
    const broken = link.broken
    link.broken = true
    if (broken) link.kill(new Expired('the connection is broken'))
    else link.connection.end()
  }

  const popIdle = (): Link | undefined => {
    for (let link = idle.pop(); link; link = idle.pop()) {
      if (!link.broken) return link
      discard(link)
    }
    return undefined
  }

  const onOpened = (link: Link) => {
    opening--
    links.add(link)
    give(link)
  }

  // While a connection stands, those who wait get it in turn; without any, they had better know that the server is away.
  const onRefused = (error: unknown) => {
    opening--
    if (links.size === 0) for (const waiter of waiters.splice(0)) waiter.reject(error)
  }

  const openMore = () => {
    const room = size - links.size - opening
    for (let count = Math.min(room, waiters.length - opening); count > 0; count--) {
      opening++
      open().then(onOpened, onRefused)
    }
  }

  const give = (link: Link) => {
    if (link.broken || closed) discard(link)
    else {
      const waiter = waiters.shift()
      if (waiter) return waiter.resolve(link)
      link.idleSince = Date.now()
      idle.push(link)
    }
    if (waiters.length > 0) openMore()
  }

  const sweepWaiters = (now: number) => {
    for (const late of waiters.filter(({ deadline }) => deadline <= now)) {
      waiters.splice(waiters.indexOf(late), 1)
      late.reject(unavailable('database_busy'))
    }
  }

  const sweepIdle = (now: number) => {
    while (links.size > kept && idle[0] && now - idle[0].idleSince > IDLE_FOR) {
      const link = idle.shift()
      if (link) discard(link)
    }
  }

  let sweeper: NodeJS.Timeout | undefined

  const sweep = () => {
    const now = Date.now()
    for (const link of links) {
      if (link.deadline <= now) link.kill(new Expired('the database did not answer in time'))
    }
    sweepWaiters(now)
    sweepIdle(now)
    if (waiters.length > 0) openMore()
    if (idle.length === links.size && links.size <= kept && waiters.length + opening === 0) rest()
  }

  // A process that does nothing is not woken.
  const watch = () => {
    sweeper ??= setInterval(sweep, SWEEP_EVERY).unref()
  }
  const rest = () => {
    clearInterval(sweeper)
    sweeper = undefined
  }

  const lend = (): Link | undefined => {
    watch()
    return popIdle()
  }

  return {
    links,
    acquire: (deadline) => {
      if (closed) return Promise.reject(unavailable('unavailable'))
      const link = lend()
      if (link) return Promise.resolve(link)
      if (deadline <= Date.now()) return Promise.reject(new RapportError('deadline', 'deadline_exceeded'))
      return new Promise((resolve, reject) => {
        waiters.push({ deadline, resolve, reject })
        openMore()
      })
    },
    release: give,
    tryAcquire: lend,
    evict: (host) => {
      for (const link of links) if (!host || link.host === host) link.broken = true
      for (const link of idle.splice(0))
        if (link.broken) discard(link)
        else idle.push(link)
    },
    counts: () => ({ idle: idle.length, busy: links.size - idle.length, waiting: waiters.length }),
    close: async (patience) => {
      closed = true
      for (const waiter of waiters.splice(0)) waiter.reject(unavailable('unavailable'))
      for (const link of idle.splice(0)) discard(link)
      const until = Date.now() + patience
      while (links.size + opening > 0 && Date.now() < until) await new Promise((done) => setTimeout(done, 20))
      for (const link of links) link.kill(new Expired('the database is being closed'))
      links.clear()
      rest()
    },
  }
}
