import type { JsonValue } from '@bufbuild/protobuf'
import { pino, type Logger } from 'pino'
import { connectBroker } from './broker'
import type { Envelope } from './envelope'
import { envelopeFrom } from './headers'
import { declareExchange, topologyOf } from './topology'

export interface Listener {
  /** Called for every fact that is published while the connection stands; what is missed is missed. */
  readonly onEvent: (envelope: Envelope, data: JsonValue) => void
  /** Called when hearing begins and ends. */
  readonly onState?: (hearing: boolean) => void
  readonly log?: Logger
  /** Hears the exchange of a test. */
  readonly namespace?: string
}

export interface Listening {
  stop(): Promise<void>
}

/** Hears all facts as they happen, in a queue that goes with the connection: for live updates. Connects by itself for ever. */
export const listen = (brokerUrl: string, { onEvent, onState, log = pino(), namespace }: Listener): Listening => {
  const topology = topologyOf(namespace)
  const broker = connectBroker(brokerUrl, log)
  const end = broker.keep({
    name: 'live updates',
    use: async (channel) => {
      await declareExchange(channel, topology)
      const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true, durable: false })
      await channel.bindQueue(queue, topology.exchange, '#')
      await channel.consume(
        queue,
        (message) => {
          if (!message) return void channel.close().catch(() => undefined) // the queue was deleted: begin anew
          try {
            onEvent(envelopeFrom(message.properties.headers ?? {}), JSON.parse(message.content.toString()) as JsonValue)
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
