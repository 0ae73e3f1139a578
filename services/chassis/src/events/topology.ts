import type { Channel } from './channel'

/** Names on the broker. */
export interface Topology {
  /** The topic exchange that all facts are published to, with their type as routing key. */
  readonly exchange: string
  readonly queueOf: (queue: string) => string
}

/** The names on the broker; those of a `namespace` are kept apart from all others, for tests. */
export const topologyOf = (namespace?: string): Topology => ({
  exchange: namespace === undefined ? 'rapport.events' : `rapport.events.${namespace}`,
  queueOf: (queue) => (namespace === undefined ? queue : `${namespace}.${queue}`),
})

/** Where the messages of a queue end up that could not be handled. */
export const deadQueueOf = (queue: string): string => `${queue}.dead`

/** How often the broker hands out a message again whose consumer died over it. */
const DELIVERY_LIMIT = 20
// Looking at dead letters counts as a delivery; since RabbitMQ 4 there is a limit of 20 where none is set.
const NO_LIMIT = 1_000_000

/** Declares the exchange. */
export const declareExchange = async (channel: Channel, { exchange }: Topology): Promise<void> => {
  await channel.assertExchange(exchange, 'topic', { durable: true })
}

/** Declares the queue of a consumer, its dead letters, and what it hears. `queue` is the name on the broker. */
export const declareQueue = async (
  channel: Channel,
  topology: Topology,
  { queue, type }: { queue: string; type: string },
): Promise<void> => {
  await declareExchange(channel, topology)
  await channel.assertQueue(deadQueueOf(queue), {
    durable: true,
    arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': NO_LIMIT },
  })
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-delivery-limit': DELIVERY_LIMIT,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': deadQueueOf(queue),
      // Dead letters must not be lost between the two queues; this strategy asks for that overflow.
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    },
  })
  await channel.bindQueue(queue, topology.exchange, type)
}
