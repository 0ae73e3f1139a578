import type { ConsumeMessage } from 'amqplib'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { OpenDatabase } from '../database/database'
import { failureOf } from '../database/failures'
import { RapportError } from '../errors/errors'
import { acknowledgements } from './acknowledgements'
import type { Broker } from './broker'
import type { Channel } from './channel'
import type { Consumer } from './consumer'
import { bury, deathHeaders } from './deadLetter'
import { hear } from './hear'
import { nextOf, readIncoming, type Incoming } from './incoming'
import { heard } from './metrics'
import { declareQueue, type Topology } from './topology'

/** Messages that are handled in one transaction when so many wait. */
const BATCH = 100
/** Transactions at the same time; facts of one aggregate are never in two of them. */
const LANES = 3
const PREFETCH = 2 * BATCH
/** How often handling may fail before a message becomes a dead letter. */
const MOST_FAILURES = 5
const FIRST_PAUSE = 100
const LONGEST_PAUSE = 5_000

export interface QueueWorker {
  /** Resolves when the queue exists, so that facts for it are not published in vain. */
  readonly declared: Promise<void>
  /** Nothing in our hands, and nothing in the queue. */
  readonly idle: () => Promise<boolean>
  readonly stop: () => Promise<void>
}

export interface QueueWorkerOptions {
  readonly database: OpenDatabase
  readonly broker: Broker
  readonly topology: Topology
  readonly log: Logger
}

// What passes by itself does not count against a message.
const isPassing = (error: unknown): boolean =>
  failureOf(error) !== 'other' ||
  (error instanceof RapportError && ['unavailable', 'deadline', 'exhausted'].includes(error.kind))

/** Hears the facts of one consumer, a few transactions at a time, each with as many messages as wait. */
export const startQueueWorker = (
  consumer: Consumer,
  { database, broker, topology, log }: QueueWorkerOptions,
): QueueWorker => {
  const queue = topology.queueOf(consumer.queue)
  let channel: Channel | undefined
  let pending: Incoming[] = []
  /** Delivery tags of messages on their way to the dead letters. */
  let burying = new Set<number>()
  let timer: NodeJS.Timeout | undefined
  const lanes = new Set<Promise<void>>()
  let stopped = false
  let onDeclared: () => void = () => undefined
  const declared = new Promise<void>((resolve) => (onDeclared = resolve))

  const acknowledge = (on: Channel, done: readonly Incoming[]) => {
    const gone = new Set(done)
    const messages = new Map(done.map(({ message }) => [message.fields.deliveryTag, message]))
    const open = pending.filter((one) => !gone.has(one)).map(({ message }) => message.fields.deliveryTag)
    pending = pending.filter((one) => !gone.has(one))
    // On a channel that was lost there is nothing to acknowledge: the broker delivers again, and the inbox knows.
    if (on !== channel) return
    for (const { tag, upTo } of acknowledgements([...messages.keys()], [...open, ...burying])) {
      const message = messages.get(tag)
      if (message) on.ack(message, upTo)
    }
  }

  const buryIn = async (on: Channel, message: ConsumeMessage, error: unknown, attempts: number) => {
    const { deliveryTag } = message.fields
    burying.add(deliveryTag)
    try {
      await bury(on, queue, message, deathHeaders(error, attempts))
    } finally {
      if (on === channel) burying.delete(deliveryTag)
    }
  }

  const giveUp = async (on: Channel, incoming: Incoming, error: unknown) => {
    log.error(
      { queue, event: incoming.envelope.id, err: error },
      'a fact could not be handled and lies among the dead letters',
    )
    await buryIn(on, incoming.message, error, incoming.failures)
    pending = pending.filter((one) => one !== incoming)
    heard.inc({ queue: consumer.queue, outcome: 'dead' })
  }

  const postpone = async (on: Channel, incoming: Incoming, error: unknown) => {
    heard.inc({ queue: consumer.queue, outcome: 'failed' })
    const passing = isPassing(error)
    if (!passing && ++incoming.failures >= MOST_FAILURES) return giveUp(on, incoming, error)
    log.warn({ queue, event: incoming.envelope.id, err: error }, 'a fact could not be handled yet')
    const pause = passing ? 1_000 : FIRST_PAUSE * 4 ** (incoming.failures - 1)
    incoming.alone = true
    incoming.retryAt = Date.now() + Math.min(LONGEST_PAUSE, pause) * (0.5 + Math.random())
  }

  const handle = async (on: Channel, batch: readonly Incoming[]): Promise<void> => {
    try {
      await hear(database, consumer, batch)
      acknowledge(on, batch)
    } catch (error) {
      const [only] = batch
      if (only && batch.length === 1) return postpone(on, only, error)
      if (isPassing(error)) return sleep(FIRST_PAUSE)
      // One of them failed: each for itself, so that the others have their effect.
      for (const incoming of batch) incoming.alone = true
    }
  }

  const work = async (on: Channel, batch: readonly Incoming[]): Promise<void> => {
    for (const incoming of batch) incoming.inHand = true
    try {
      await handle(on, batch)
    } catch (error) {
      log.warn({ queue, err: error }, 'messages are left to be delivered again')
      if (on === channel) await on.close().catch(() => undefined) // brings a new channel and the messages again
    }
    for (const incoming of batch) incoming.inHand = false
  }

  const pump = () => {
    clearTimeout(timer)
    const now = Date.now()
    while (channel && !stopped && lanes.size < LANES) {
      const batch = nextOf(pending, now, BATCH)
      if (batch.length === 0) break
      const lane = work(channel, batch).finally(() => {
        lanes.delete(lane)
        pump()
      })
      lanes.add(lane)
    }
    // What is due but not taken waits for a lane, whose end pumps again.
    const next = pending.reduce(
      (soonest, { retryAt }) => (retryAt > now ? Math.min(soonest, retryAt) : soonest),
      Infinity,
    )
    if (Number.isFinite(next) && !stopped) timer = setTimeout(pump, next - now)
  }

  const receive = (on: Channel, message: ConsumeMessage | null) => {
    if (on !== channel) return
    if (!message) return void on.close().catch(() => undefined) // the queue was deleted: declare it anew
    try {
      pending.push(readIncoming(message))
    } catch (error) {
      log.error({ queue, err: error }, 'a message cannot be read and lies among the dead letters')
      buryIn(on, message, error, 1).catch((err: unknown) => log.warn({ queue, err }, 'it is delivered again'))
      return
    }
    pump()
  }

  const end = broker.keep({
    name: queue,
    use: async (opened) => {
      await declareQueue(opened, topology, { queue, type: consumer.type })
      onDeclared()
      await opened.prefetch(PREFETCH)
      channel = opened
      await opened.consume(queue, (message) => receive(opened, message))
    },
    lost: () => {
      channel = undefined
      pending = []
      burying = new Set()
    },
  })

  return {
    declared,
    idle: async () => {
      if (lanes.size > 0 || pending.length > 0 || burying.size > 0 || !channel) return false
      const { messageCount } = await channel.checkQueue(queue)
      // What the queue had handed out before it answered has arrived before the answer.
      return messageCount === 0 && pending.length === 0 && lanes.size === 0
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await Promise.all(lanes)
      await end()
    },
  }
}
