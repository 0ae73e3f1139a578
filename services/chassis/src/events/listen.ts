import { pino, type Logger } from 'pino'
import { connectBroker } from './broker'
import type { Envelope } from './envelope'
import { envelopeFrom } from './headers'
import { declareExchange, topologyOf } from './topology'

export interface Listener {
  /** The types to hear, e.g. `customer.account.updated.v1`. */
  readonly types: readonly string[]
  /** Called for every fact of these types that is published while the connection stands; what is missed is missed. */
  readonly onEvent: (envelope: Envelope) => void
  /** Called when hearing begins and ends. */
  readonly onState?: (hearing: boolean) => void
  readonly log?: Logger
  /** Hears the exchange of a test. */
  readonly namespace?: string
}

export interface Listening {
  stop(): Promise<void>
}

/** Hears of facts as they happen, in a queue that goes with the connection: for live updates. Connects by itself for ever. */
export const listen = (
  brokerUrl: string,
  { types, onEvent, onState, log = pino(), namespace }: Listener,
): Listening => {
  const topology = topologyOf(namespace)
  const broker = connectBroker(brokerUrl, log)
  const end = broker.keep({
    name: 'live updates',
    use: async (channel) => {
      await declareExchange(channel, topology)
      const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true, durable: false })
      for (const type of types) await channel.bindQueue(queue, topology.exchange, type)
      await channel.consume(
        queue,
        (message) => {
          if (!message) return void channel.close().catch(() => undefined) // the queue was deleted: begin anew
          try {
            onEvent(envelopeFrom(message.properties.headers ?? {}))
          } catch (error) {
            log.warn({ err: error }, 'a fact could not be shown live')
          }
        },
        { noAck: true },
      )
      onState?.(true)
    },
    lost: () => onState?.(false),
  })
  return {
    stop: async () => {
      await end()
      await broker.stop()
    },
  }
}
