import type { Message, Options } from 'amqplib'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The properties with which a message is sent on as the same message, but for its headers. */
export const sameMessage = ({ properties }: Message): Options.Publish => ({
  messageId: textOf(properties.messageId),
  type: textOf(properties.type),
  contentType: textOf(properties.contentType),
  persistent: true,
})
