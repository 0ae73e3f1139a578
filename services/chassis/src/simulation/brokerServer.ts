import type { ConsumeMessage, Options } from 'amqplib'
import type { Choice, Line, World } from './world'

/** How often a message is handed out again before the broker gives it up. */
const DELIVERY_LIMIT = 20

interface Stored {
  readonly content: Buffer
  readonly key: string
  readonly options: Options.Publish
  returned: number
}

interface Subscriber {
  readonly line: Line
  readonly prefetch: number
  readonly hand: (stored: Stored) => void
  readonly unacked: Map<number, Stored>
}

interface Queue {
  readonly ready: Stored[]
  readonly subscribers: Set<Subscriber>
  /** Queue of the messages that are given up. */
  readonly dead: string | undefined
}

/** A channel as the broker has it. */
interface BrokerChannel {
  readonly declare: (queue: string, options: Options.AssertQueue) => void
  readonly bind: (queue: string, key: string) => void
  /** False when no queue wants it. */
  readonly publish: (exchange: string, key: string, content: Buffer, options: Options.Publish) => boolean
  readonly consume: (queue: string, prefetch: number, onMessage: (message: ConsumeMessage) => void) => void
  readonly ack: (tag: number, upTo: boolean) => void
  /** Gives back what was not acknowledged. */
  readonly end: () => void
}

export interface BrokerServer {
  readonly channel: (line: Line) => BrokerChannel
  /** The messages that wait in a queue. */
  readonly waiting: (queue: string) => readonly { readonly options: Options.Publish }[]
  /** Whether nothing waits, but for dead letters, and nothing is in anybody's hands. */
  readonly idle: () => boolean
}

const messageOf = ({ content, key, options, returned }: Stored, deliveryTag: number): ConsumeMessage => ({
  content,
  fields: { deliveryTag, redelivered: returned > 0, exchange: '', routingKey: key, consumerTag: '' },
  properties: {
    contentEncoding: undefined,
    deliveryMode: undefined,
    priority: undefined,
    correlationId: undefined,
    replyTo: undefined,
    expiration: undefined,
    timestamp: undefined,
    userId: undefined,
    appId: undefined,
    clusterId: undefined,
    contentType: options.contentType,
    headers: options.headers as Record<string, unknown>,
    messageId: options.messageId,
    type: options.type,
  },
})

/**
 * A model of the broker, as far as our mechanisms lean on it: durable queues bound by key, at-least-once delivery in order, what
 * is not acknowledged comes back before all that is new when its channel ends, and goes to another queue after twenty times.
 */
export const brokerServer = (world: World): BrokerServer => {
  const queues = new Map<string, Queue>()
  const bindings = new Map<string, Set<string>>()

  const queue = (name: string): Queue => {
    const found = queues.get(name)
    if (!found) throw new Error(`the model has no queue ${name}`)
    return found
  }

  // What comes back waits behind what came back before, and before all that is new.
  const giveBack = ({ ready, dead }: Queue, stored: readonly Stored[]) => {
    for (const one of stored) {
      if (++one.returned > DELIVERY_LIMIT && dead !== undefined) queue(dead).ready.push({ ...one, returned: 0 })
      else ready.splice(ready.filter(({ returned }) => returned > 0).length, 0, one)
    }
  }

  const delivery = (name: string, { ready }: Queue, subscriber: Subscriber): Choice => ({
    label: `deliver ${name}`,
    owner: undefined,
    of: subscriber.line.owner,
    run: () => {
      const stored = ready.shift()
      if (stored) subscriber.hand(stored)
    },
  })
  world.addSource(() => {
    const deliveries: Choice[] = []
    for (const [name, queue] of queues) {
      if (queue.ready.length === 0) continue
      for (const subscriber of queue.subscribers)
        if (subscriber.unacked.size < subscriber.prefetch) deliveries.push(delivery(name, queue, subscriber))
    }
    return deliveries
  })

  return {
    waiting: (name) => queues.get(name)?.ready ?? [],
    idle: () =>
      [...queues].every(([name, { ready, subscribers }]) => {
        const isDead = [...queues.values()].some(({ dead }) => dead === name)
        return (isDead || ready.length === 0) && [...subscribers].every(({ unacked }) => unacked.size === 0)
      }),
    channel: (line) => {
      const own = new Map<Queue, Subscriber>()
      let tag = 0
      return {
        declare: (name, options) => {
          const args = options.arguments as Readonly<Record<string, unknown>> | undefined
          const dead = args?.['x-dead-letter-routing-key']
          if (!queues.has(name)) {
            queues.set(name, { ready: [], subscribers: new Set(), dead: typeof dead === 'string' ? dead : undefined })
          }
        },
        bind: (name, key) => void bindings.set(key, (bindings.get(key) ?? new Set()).add(name)),
        publish: (exchange, key, content, options) => {
          const wanted = exchange === '' ? [key].filter((name) => queues.has(name)) : [...(bindings.get(key) ?? [])]
          for (const name of wanted) queue(name).ready.push({ content, key, options, returned: 0 })
          return wanted.length > 0
        },
        consume: (name, prefetch, onMessage) => {
          const unacked = new Map<number, Stored>()
          const hand = (stored: Stored) => {
            unacked.set(++tag, stored)
            const message = messageOf(stored, tag)
            line.answer(`message ${name}`, () => onMessage(message))
          }
          const subscriber = { line, prefetch, unacked, hand }
          own.set(queue(name), subscriber)
          queue(name).subscribers.add(subscriber)
        },
        ack: (last, upTo) => {
          for (const { unacked } of own.values()) {
            for (const one of unacked.keys()) if (upTo ? one <= last : one === last) unacked.delete(one)
          }
        },
        end: () => {
          for (const [from, subscriber] of own) {
            from.subscribers.delete(subscriber)
            giveBack(from, [...subscriber.unacked.values()])
          }
          own.clear()
        },
      }
    },
  }
}
