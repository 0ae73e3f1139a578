import { connect, type ConfirmChannel, type GetMessage } from 'amqplib'
import { sameMessage } from './sameMessage'
import { deadQueueOf, topologyOf } from './topology'

/** A message that could not be handled. */
interface DeadLetter {
  /** Id of the fact. */
  readonly id: string
  readonly type: string
  readonly tenantId: number
  /** What went wrong at last; empty when the process died over it and the broker gave it up. */
  readonly error: string
  /** When it was given up; empty when the broker did. */
  readonly failedAt: string
  readonly attempts: number
  /** The data as JSON text. */
  readonly body: string
}

/** What an administrator can do with dead letters. */
export interface DeadLetters {
  /** The oldest dead letters of a consumer's queue, at most `limit`; they stay where they are. */
  list(queue: string, limit?: number): Promise<DeadLetter[]>
  /** Gives dead letters back to their queue, to be handled again: those with `ids`, or all. Returns how many. */
  replay(queue: string, ids?: readonly string[]): Promise<number>
  /** Throws dead letters away for good: those with `ids`. Returns how many. */
  discard(queue: string, ids: readonly string[]): Promise<number>
}

const MOST = 10_000

const letterOf = ({ properties, content }: GetMessage): DeadLetter => {
  const headers: Readonly<Record<string, unknown>> = properties.headers ?? {}
  const text = (name: string) => (typeof headers[name] === 'string' ? headers[name] : '')
  const number = (name: string) => (typeof headers[name] === 'number' ? headers[name] : 0)
  return {
    id: text('cloudEvents:id'),
    type: text('cloudEvents:type'),
    tenantId: number('tenantId'),
    error: text('rapport-error'),
    failedAt: text('rapport-failed-at'),
    attempts: number('rapport-attempts'),
    body: content.toString(),
  }
}

const take = async (channel: ConfirmChannel, queue: string, limit: number): Promise<GetMessage[]> => {
  const taken: GetMessage[] = []
  while (taken.length < limit) {
    const message = await channel.get(deadQueueOf(queue))
    if (!message) break
    taken.push(message)
  }
  return taken
}

const isDeathHeader = (name: string) => name.startsWith('rapport-') || name.startsWith('x-')

const giveBack = (channel: ConfirmChannel, queue: string, message: GetMessage) => {
  const headers: Readonly<Record<string, unknown>> = message.properties.headers ?? {}
  const alive = Object.fromEntries(Object.entries(headers).filter(([name]) => !isDeathHeader(name)))
  channel.sendToQueue(queue, message.content, { ...sameMessage(message), headers: alive, mandatory: true })
}

/** Access to the dead letters of all services on a broker. Each call connects for itself; it rejects when the broker is away or the queue does not exist. */
export const deadLetters = (brokerUrl: string, namespace?: string): DeadLetters => {
  const { queueOf } = topologyOf(namespace)

  const withChannel = async <T>(work: (channel: ConfirmChannel) => Promise<T>): Promise<T> => {
    const connection = await connect(brokerUrl)
    try {
      const channel = await connection.createConfirmChannel()
      const result = await work(channel)
      // Acknowledgements are sent before it closes; what was taken and not acknowledged goes back.
      await channel.close()
      return result
    } finally {
      await connection.close()
    }
  }

  const chosen = (messages: readonly GetMessage[], ids: readonly string[] | undefined) =>
    messages.filter((message) => !ids || ids.includes(letterOf(message).id))

  return {
    list: (queue, limit = 100) =>
      withChannel(async (channel) => (await take(channel, queueOf(queue), limit)).map(letterOf)),
    replay: (queue, ids) =>
      withChannel(async (channel) => {
        const name = queueOf(queue)
        await channel.checkQueue(name)
        const messages = chosen(await take(channel, name, MOST), ids)
        for (const message of messages) giveBack(channel, name, message)
        await channel.waitForConfirms()
        for (const message of messages) channel.ack(message)
        return messages.length
      }),
    discard: (queue, ids) =>
      withChannel(async (channel) => {
        const messages = chosen(await take(channel, queueOf(queue), MOST), ids)
        for (const message of messages) channel.ack(message)
        return messages.length
      }),
  }
}
