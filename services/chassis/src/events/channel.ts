import type { ConsumeMessage, Message, Options } from 'amqplib'

/** What facts need of a channel with publisher confirms; that of amqplib has it. */
export interface Channel {
  assertExchange(exchange: string, type: string, options: Options.AssertExchange): Promise<unknown>
  assertQueue(queue: string, options: Options.AssertQueue): Promise<{ readonly queue: string }>
  bindQueue(queue: string, exchange: string, key: string): Promise<unknown>
  checkQueue(queue: string): Promise<{ readonly messageCount: number }>
  prefetch(count: number): Promise<unknown>
  consume(
    queue: string,
    onMessage: (message: ConsumeMessage | null) => void,
    options?: Options.Consume,
  ): Promise<unknown>
  /** `done` is called when the broker has taken the responsibility, or will not. */
  publish(
    exchange: string,
    key: string,
    content: Buffer,
    options: Options.Publish,
    done: (error: unknown) => void,
  ): unknown
  sendToQueue(queue: string, content: Buffer, options: Options.Publish, done: (error: unknown) => void): unknown
  ack(message: Message, upTo?: boolean): void
  close(): Promise<void>
  on(event: 'return', listener: (message: Message) => void): unknown
  once(event: 'close', listener: () => void): unknown
  off(event: 'close', listener: () => void): unknown
}
