import type { JsonValue } from '@bufbuild/protobuf'
import type { ConsumeMessage } from 'amqplib'
import type { Envelope } from './envelope'
import { envelopeFrom } from './headers'

/** A message of a queue, read. */
export interface Incoming {
  readonly message: ConsumeMessage
  readonly envelope: Envelope
  readonly body: JsonValue
  /** How often handling it has failed in this process. */
  failures: number
  /** To be handled in a transaction of its own: something in its company has failed. */
  alone: boolean
  /** Being handled right now. */
  inHand: boolean
  /** Not to be tried again before, in ms since the epoch. */
  retryAt: number
}

/** Reads a message. Throws when it is not one of ours. */
export const readIncoming = (message: ConsumeMessage): Incoming => ({
  message,
  envelope: envelopeFrom(message.properties.headers ?? {}),
  body: JSON.parse(message.content.toString()) as JsonValue,
  failures: 0,
  alone: false,
  inHand: false,
  retryAt: 0,
})

/**
 * The next messages to handle together: in their order, at most `limit`, none whose aggregate waits for an earlier message.
 */
export const nextOf = (pending: readonly Incoming[], now: number, limit: number): Incoming[] => {
  const blocked = new Set<string>()
  const next: Incoming[] = []
  for (const incoming of pending) {
    const { aggregateId } = incoming.envelope
    if (incoming.inHand || incoming.retryAt > now || blocked.has(aggregateId)) {
      if (aggregateId) blocked.add(aggregateId)
      continue
    }
    if (incoming.alone && next.length > 0) break
    next.push(incoming)
    if (incoming.alone || next.length === limit) break
  }
  return next
}
