import type { Message } from 'amqplib'
import type { Broker } from './broker'
import type { Channel } from './channel'
import { published, unroutable } from './metrics'
import type { Outgoing } from './outboxBatch'
import { declareExchange, type Topology } from './topology'

/** The broker took too long, went away, or refused. */
class NotConfirmed extends Error {
  override readonly name = 'NotConfirmed'
}

const CONFIRM_WITHIN = 10_000

/** Publishes rows of the outbox. */
export interface Publisher {
  /** Sends all rows at once; resolves when the broker has taken the responsibility for all, throws NotConfirmed otherwise. */
  readonly publish: (rows: readonly Outgoing[]) => Promise<void>
  readonly ready: () => boolean
  readonly stop: () => Promise<void>
}

/**
 * Keeps a channel for publishing. A fact that no queue is bound for counts as published: nobody listens.
 * @param source name of the service
 * @param onReady called when publishing is possible (again)
 */
export const publisherOn = (broker: Broker, topology: Topology, source: string, onReady: () => void): Publisher => {
  let channel: Channel | undefined
  const waiting = new Set<(error: Error) => void>()

  const end = broker.keep({
    name: 'relay',
    use: async (opened) => {
      await declareExchange(opened, topology)
      opened.on('return', ({ fields }: Message) => unroutable.inc({ type: fields.routingKey }))
      channel = opened
      onReady()
    },
    lost: () => {
      channel = undefined
      for (const fail of waiting) fail(new NotConfirmed('the channel to the broker was lost'))
    },
  })

  const send = (on: Channel, { id, type, headers, body }: Outgoing, done: (error: unknown) => void) => {
    const own: unknown = JSON.parse(headers)
    on.publish(
      topology.exchange,
      type,
      Buffer.from(body),
      {
        messageId: id,
        type,
        mandatory: true,
        persistent: true,
        contentType: 'application/json',
        headers: { ...(own as object), 'cloudEvents:source': `/rapport/${source}` },
      },
      done,
    )
  }

  return {
    ready: () => channel !== undefined,
    publish: (rows) =>
      new Promise<void>((resolve, reject) => {
        const on = channel
        if (!on) return reject(new NotConfirmed('there is no channel to the broker'))
        let open = rows.length
        const settle = (error?: Error) => {
          clearTimeout(timer)
          waiting.delete(settle)
          if (error) reject(error)
          else resolve()
        }
        const timer = setTimeout(() => {
          settle(new NotConfirmed('the broker did not confirm in time'))
          void on.close().catch(() => undefined) // a channel whose confirms are overdue is not used further
        }, CONFIRM_WITHIN)
        waiting.add(settle)
        for (const row of rows) {
          send(on, row, (error) => {
            if (error) settle(new NotConfirmed('the broker refused a message', { cause: error }))
            else if (--open === 0) {
              published.inc(rows.length)
              settle()
            }
          })
        }
      }),
    stop: end,
  }
}
