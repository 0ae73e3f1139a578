import { connect, type ChannelModel } from 'amqplib'
import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel } from '../events/channel'
import { removeTopology } from '../events/removeTopology'
import { deadQueueOf, declareExchange, declareQueue, topologyOf, type Topology } from '../events/topology'
import { brokerServer } from './brokerServer'
import { randomFrom } from './random'
import { openChannel } from './simulatedBroker'
import { newWorld } from './world'

jest.setTimeout(120_000)

type Command =
  | { readonly kind: 'publish'; readonly to: 'heard' | 'nobody' | 'dead' }
  | { readonly kind: 'close' }
  | { readonly kind: 'consume'; readonly prefetch: number }
  | { readonly kind: 'ack'; readonly which: number; readonly upTo: boolean }

/** A broker, real or not. */
interface Side {
  readonly open: () => Promise<Channel>
  /** Waits for what was begun. */
  readonly end: <T>(begun: Promise<T>) => Promise<T>
  /** Waits until nothing moves any more, or until it looks like that. */
  readonly rest: (looksLike: () => Promise<boolean>) => Promise<void>
}

/** What was seen after each command: what waits in the queue and among the dead letters, what was delivered, and what was confirmed and returned. */
interface Seen {
  readonly waiting: number
  readonly dead: number
  readonly delivered: readonly string[]
  readonly answered: readonly string[]
}

const QUEUE = 'model'

/** Does the commands on one broker, one consumer at a time. `expected` is what another one showed. */
const play = async (
  side: Side,
  topology: Topology,
  commands: readonly Command[],
  expected?: readonly Seen[],
): Promise<Seen[]> => {
  const { end } = side
  const queue = topology.queueOf(QUEUE)
  const publisher = await end(side.open())
  await end(declareExchange(publisher, topology))
  await end(declareQueue(publisher, topology, { queue, type: 'heard.v1' }))
  const delivered: string[] = []
  const answered: string[] = []
  publisher.on('return', ({ fields }) => answered.push(`returned ${fields.routingKey}`))
  let published = 0
  let consumer: Channel | undefined
  let unacked: Parameters<Channel['ack']>[0][] = []

  const send = (to: 'heard' | 'nobody' | 'dead') => {
    const [exchange, key] = to === 'dead' ? ['', deadQueueOf(queue)] : [topology.exchange, `${to}.v1`]
    const id = `${++published}`
    return end(
      new Promise<void>((resolve, reject) =>
        publisher.publish(
          exchange,
          key,
          Buffer.from(id),
          { mandatory: true, persistent: true, messageId: id },
          (error) => {
            answered.push(`confirmed ${id}`)
            return error ? reject(new Error('not confirmed', { cause: error })) : resolve()
          },
        ),
      ),
    )
  }
  const close = async () => {
    if (consumer) await end(consumer.close())
    consumer = undefined
    unacked = []
  }
  const perform = async (command: Command): Promise<unknown> => {
    if (command.kind === 'publish') return send(command.to)
    if (command.kind === 'ack') {
      const message = unacked[command.which % (unacked.length || 1)]
      if (!message) return
      unacked = command.upTo ? unacked.slice(unacked.indexOf(message) + 1) : unacked.filter((one) => one !== message)
      return consumer?.ack(message, command.upTo)
    }
    await close()
    if (command.kind === 'close') return
    consumer = await end(side.open())
    await end(consumer.prefetch(command.prefetch))
    await end(
      consumer.consume(queue, (message) => {
        if (!message) return
        delivered.push(`${message.content.toString()}${message.fields.redelivered ? ' again' : ''}`)
        unacked.push(message)
      }),
    )
  }
  const look = async (): Promise<Seen> => ({
    waiting: (await end(publisher.checkQueue(queue))).messageCount,
    dead: (await end(publisher.checkQueue(deadQueueOf(queue)))).messageCount,
    delivered: [...delivered],
    answered: [...answered],
  })

  const seen: Seen[] = []
  for (const [index, command] of commands.entries()) {
    await perform(command)
    await side.rest(async () => JSON.stringify(await look()) === JSON.stringify(expected?.[index]))
    seen.push(await look())
  }
  return seen
}

const modelled = (seed: number): Side => {
  const world = newWorld({ random: randomFrom(seed), prevented: () => false })
  const server = brokerServer(world)
  const owner = world.process('tested')
  const rest = async () => {
    while (await world.step());
  }
  const end = async <T>(begun: Promise<T>): Promise<T> => {
    await rest()
    return begun
  }
  const open = () =>
    new Promise<Channel>((resolve, reject) =>
      world.addTimer(() => void openChannel(world, server, () => undefined).then(resolve, reject), 1, { owner }),
    )
  return { open, end, rest }
}

let connection: ChannelModel
const url = () => process.env['TEST_BROKER_URL'] ?? ''
beforeAll(async () => {
  connection = await connect(url())
})
afterAll(() => connection.close())

/** So many looks at a broker that shows something else mean that it will not change. */
const LOOKS = 300
const real: Side = {
  open: () => connection.createConfirmChannel(),
  end: (begun) => begun,
  rest: async (looksLike) => {
    for (let looks = 0; looks < LOOKS && !(await looksLike()); looks++) await sleep(10)
  },
}

const both = async (commands: readonly Command[], seed: number) => {
  const topology = topologyOf(randomUUID())
  const expected = await play(modelled(seed), topology, commands)
  try {
    expect(await play(real, topology, commands, expected)).toEqual(expected)
  } finally {
    await removeTopology(url(), topology, [{ queue: QUEUE }])
  }
}

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constant('publish'), to: fc.constantFrom('heard', 'heard', 'heard', 'nobody', 'dead') }),
  fc.record({ kind: fc.constant('publish'), to: fc.constant('heard') }),
  fc.record({ kind: fc.constant('ack'), which: fc.nat(2), upTo: fc.boolean() }),
  fc.record({ kind: fc.constant('consume'), prefetch: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constantFrom('close') }),
)

it('delivers, confirms, returns and gives back as the real broker does', async () => {
  await fc.assert(fc.asyncProperty(fc.array(anyCommand, { minLength: 5, maxLength: 15 }), fc.nat(), both), {
    numRuns: Number(process.env['SEQUENCES'] || 12),
    endOnFailure: true,
  })
})

it('gives a message up after as many deliveries as the real broker', () =>
  both(
    [
      { kind: 'publish', to: 'heard' },
      ...Array.from({ length: 22 }, (): Command => ({ kind: 'consume', prefetch: 1 })),
    ],
    1,
  ))
