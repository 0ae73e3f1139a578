import type { ConsumeMessage } from 'amqplib'
import type { Channel } from './channel'
import { sameMessage } from './sameMessage'
import { deadQueueOf } from './topology'

/** Headers with which a message lies among the dead letters. */
export const deathHeaders = (error: unknown, attempts: number) => ({
  'rapport-error': (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 2000),
  'rapport-failed-at': new Date().toISOString(),
  'rapport-attempts': attempts,
})

/** Puts a message of `queue` among its dead letters, with the reason, then takes it off the queue. Rejects when the channel goes meanwhile: it is delivered again. */
export const bury = async (
  channel: Channel,
  queue: string,
  message: ConsumeMessage,
  death: ReturnType<typeof deathHeaders>,
): Promise<void> => {
  await new Promise<void>((resolve, reject) => {
    const onClose = () => reject(new Error('the channel was lost'))
    channel.once('close', onClose)
    channel.sendToQueue(
      deadQueueOf(queue),
      message.content,
      { ...sameMessage(message), headers: { ...message.properties.headers, ...death } },
      (error: unknown) => {
        channel.off('close', onClose)
        if (error) reject(new Error('the broker refused a dead letter', { cause: error }))
        else resolve()
      },
    )
  })
  channel.ack(message)
}
