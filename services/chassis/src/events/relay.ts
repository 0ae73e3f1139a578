import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { OpenDatabase } from '../database/database'
import type { Broker } from './broker'
import { forget, isWaiting, takeBatch, type Outgoing } from './outboxBatch'
import { publisherOn } from './publisher'
import type { Topology } from './topology'

/** Rows that are published and deleted together. */
const BATCH = 500
/** Batches that may wait for their confirms at the same time: with a backlog; and without, when what comes meanwhile makes the next one fuller and so cheaper. */
const AT_ONCE = { backlog: 4, otherwise: 1 }
/** How often to look without being woken, in ms: for rows that a process left behind when it died. */
const POLL = 5_000
const PAUSE_AFTER_FAILURE = 500

export interface Relay {
  /** Whether nothing is being published. */
  readonly idle: () => boolean
  /** Publishes no more and waits for what is on its way. */
  readonly stop: () => Promise<void>
}

export interface RelayOptions {
  readonly database: OpenDatabase
  readonly broker: Broker
  readonly topology: Topology
  readonly source: string
  readonly log: Logger
  /** Nothing is published before it resolves. */
  readonly mayPublish: Promise<unknown>
}

/**
 * Publishes what the outbox holds, in its order, woken by every commit of this process. Many relays may run on one outbox: each
 * takes rows that no other has in hand. A row is deleted after the broker confirmed it; a crash between the two publishes it again.
 */
export const startRelay = ({ database, broker, topology, source, log, mayPublish }: RelayOptions): Relay => {
  const underWay = new Set<Promise<void>>()
  let stopped = false
  let allowed = false
  let woken = true
  let wake = (): void => undefined

  const wakeUp = () => {
    woken = true
    wake()
  }
  void mayPublish.then(() => {
    allowed = true
    wakeUp()
  })
  const publisher = publisherOn(broker, topology, source, wakeUp)
  const unsubscribe = database.subscribe('outbox', wakeUp)

  /** Publishes one batch; `sent` is told its rows as soon as they are on their way, so that the next may follow. */
  const publishBatch = (after: number, sent: (rows: readonly Outgoing[]) => void): Promise<void> =>
    database.transaction(
      async (transaction) => {
        const rows = await takeBatch(database, after, BATCH, transaction)
        const confirmed = rows.length ? publisher.publish(rows) : undefined
        sent(rows)
        if (!confirmed) return
        await confirmed
        await forget(database, rows, transaction)
      },
      { repeatable: true },
    )

  let failed = false
  const follow = (batch: Promise<void>) => {
    const done = batch
      .catch((error: unknown) => {
        failed = true
        if (!stopped) log.warn({ err: error }, 'facts could not be published yet')
        return sleep(PAUSE_AFTER_FAILURE).then(wakeUp)
      })
      .finally(() => underWay.delete(done))
    underWay.add(done)
  }

  // While full batches come, each begins behind the one before it: what was deleted there is not looked at again.
  const drain = async (): Promise<void> => {
    failed = false
    for (let after = 0; !stopped && !failed && publisher.ready();) {
      while (underWay.size >= (after ? AT_ONCE.backlog : AT_ONCE.otherwise)) await Promise.race(underWay)
      const rows = await new Promise<readonly Outgoing[]>((sent) => {
        const batch = publishBatch(after, sent)
        follow(batch)
        batch.catch(() => sent([]))
      })
      if (rows.length < BATCH && after === 0) return
      after = rows.length < BATCH ? 0 : (rows.at(-1)?.seq ?? 0)
    }
  }

  const wait = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      if (woken || stopped) wake()
    })

  const run = async (): Promise<void> => {
    while (!stopped) {
      await wait()
      const due = woken
      woken = false
      try {
        if (allowed && publisher.ready() && (due || (await isWaiting(database)))) await drain()
      } catch (error) {
        log.warn({ err: error }, 'the outbox could not be read')
      }
    }
    await Promise.all(underWay)
  }
  const running = run()

  return {
    idle: () => underWay.size === 0 && !woken,
    stop: async () => {
      stopped = true
      unsubscribe()
      wake()
      await running
      await publisher.stop()
    },
  }
}
