import type { Message } from 'amqplib'
import { EventEmitter } from 'node:events'
import type { Broker } from '../events/broker'
import type { Channel } from '../events/channel'
import type { BrokerServer } from './brokerServer'
import type { World } from './world'

const REOPEN_AFTER = 200

const closed = () => new Error('the channel is closed')

/** A channel of the running process to the model of the broker. */
export const openChannel = (world: World, server: BrokerServer, onClose: () => void): Promise<Channel> => {
  const owner = world.current
  if (!owner) throw new Error('no process is running')
  const events = new EventEmitter()
  const open = new Set<(error: Error) => void>()
  let isOpen = true
  let prefetched = Infinity

  const close = () => {
    if (!isOpen) return
    isOpen = false
    for (const fail of [...open]) fail(closed())
    events.emit('close')
    onClose()
  }
  const line = world.connect(owner, { lost: close, gone: () => own.end() })
  const own = server.channel(line)

  const call = <T>(label: string, work: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      if (!isOpen) throw closed()
      open.add(reject)
      line.ask(label, () => {
        const answer = work()
        line.answer(label, () => {
          open.delete(reject)
          resolve(answer)
        })
      })
    })
  const publish: Channel['publish'] = (exchange, key, content, options, done) => {
    if (!isOpen) throw closed()
    const finish = (error: Error | null) => {
      open.delete(finish)
      done(error)
    }
    open.add(finish)
    line.ask(`publish ${key}`, () => {
      if (!own.publish(exchange, key, content, options) && options.mandatory)
        line.answer('return', () => events.emit('return', { content, fields: { routingKey: key } }))
      line.answer(`publish ${key}`, () => finish(null))
    })
  }

  const channel: Channel = {
    assertExchange: () => call('declare exchange', () => undefined),
    assertQueue: (queue, options) => call('declare queue', () => (own.declare(queue, options), { queue })),
    bindQueue: (queue, _, key) => call('bind queue', () => own.bind(queue, key)),
    checkQueue: (queue) => call('check queue', () => ({ messageCount: server.waiting(queue).length })),
    prefetch: (count) => call('prefetch', () => (prefetched = count)),
    consume: (queue, onMessage) =>
      call('consume', () => own.consume(queue, prefetched, (message) => isOpen && onMessage(message))),
    publish,
    sendToQueue: (queue, ...rest) => publish('', queue, ...rest),
    ack: ({ fields }: Message, upTo = false) => {
      if (!isOpen) throw closed()
      line.ask('ack', () => own.ack(fields.deliveryTag, upTo))
    },
    close: () => {
      if (!isOpen) return Promise.reject(closed())
      line.hangUp()
      close()
      return Promise.resolve()
    },
    on: (event, listener) => events.on(event, listener),
    once: (event, listener) => events.once(event, listener),
    off: (event, listener) => events.off(event, listener),
  }
  return call('open channel', () => channel)
}

/** Connects the running process to the model of the broker; every channel is a connection of its own. */
export const brokerOn = (world: World, server: BrokerServer) => (): Broker => ({
  connected: () => true,
  stop: () => Promise.resolve(),
  keep: ({ use, lost }) => {
    const onClose = () => {
      lost()
      world.addTimer(() => void open(), REOPEN_AFTER)
    }
    const open = async (): Promise<void> => {
      const channel = await openChannel(world, server, onClose).catch(() => undefined)
      if (channel) await use(channel).catch(() => channel.close().catch(() => undefined))
    }
    void open()
    return () => Promise.resolve()
  },
})
