import fc from 'fast-check'
import type { ConsumeMessage, MessagePropertyHeaders } from 'amqplib'
import { acknowledgements } from './acknowledgements'
import { byVersion } from './aggregateVersions'
import { nextOf, readIncoming, type Incoming } from './incoming'

const fields = { deliveryTag: 0, redelivered: false, exchange: '', routingKey: '', consumerTag: '' }

const aMessage = (headers: MessagePropertyHeaders): ConsumeMessage => ({
  content: Buffer.from('{}'),
  fields,
  properties: {
    headers,
    contentType: undefined,
    contentEncoding: undefined,
    deliveryMode: undefined,
    priority: undefined,
    correlationId: undefined,
    replyTo: undefined,
    expiration: undefined,
    messageId: undefined,
    timestamp: undefined,
    type: undefined,
    userId: undefined,
    appId: undefined,
    clusterId: undefined,
  },
})

const anIncoming = (aggregateId: string, aggregateVersion: number, traits: Partial<Incoming> = {}): Incoming => {
  const headers = {
    'cloudEvents:id': `${aggregateId}-${aggregateVersion}`,
    'cloudEvents:type': 't',
    'cloudEvents:time': '2026-01-15T00:00:00.000Z',
    aggregateId,
    aggregateVersion,
  }
  return { ...readIncoming(aMessage(headers)), ...traits }
}

const ids = (all: readonly Incoming[]) => all.map(({ envelope }) => envelope.id)

it('takes messages in their order, up to the limit', () => {
  const pending = [anIncoming('a', 1), anIncoming('b', 1), anIncoming('a', 2)]
  expect(ids(nextOf(pending, 1000, 10))).toEqual(['a-1', 'b-1', 'a-2'])
  expect(ids(nextOf(pending, 1000, 2))).toEqual(['a-1', 'b-1'])
})

it('lets nothing of an aggregate overtake what is in hand or waits', () => {
  const pending = [
    anIncoming('a', 1, { inHand: true }),
    anIncoming('b', 1, { retryAt: 2000 }),
    anIncoming('a', 2),
    anIncoming('b', 2),
    anIncoming('c', 1),
  ]
  expect(ids(nextOf(pending, 1000, 10))).toEqual(['c-1'])
  expect(ids(nextOf(pending, 2000, 10))).toEqual(['b-1', 'b-2', 'c-1'])
})

it('handles alone what failed in company', () => {
  const pending = [anIncoming('a', 1, { alone: true }), anIncoming('b', 1)]
  expect(ids(nextOf(pending, 1000, 10))).toEqual(['a-1'])
  expect(ids(nextOf([...pending].reverse(), 1000, 10))).toEqual(['b-1'])
})

it('never takes two messages of one aggregate out of order', () => {
  const one = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    retryAt: fc.nat(3),
    alone: fc.boolean(),
    inHand: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(one), fc.nat(3), fc.integer({ min: 1, max: 5 }), (all, now, limit) => {
      const pending = all.map(({ id, ...traits }, index) => anIncoming(id, index + 1, traits))
      const next = nextOf(pending, now, limit)
      for (const incoming of next) {
        const earlier = pending.filter(
          (other) =>
            other.envelope.aggregateId === incoming.envelope.aggregateId &&
            other.envelope.aggregateVersion < incoming.envelope.aggregateVersion,
        )
        expect(earlier.every((other) => next.includes(other))).toBe(true)
      }
    }),
  )
})

it('sorts the facts of each aggregate by version and leaves all others in their places', () => {
  const version = fc.record({ id: fc.constantFrom('a', 'b', 'c'), version: fc.nat(5) })
  fc.assert(
    fc.property(fc.array(version), (all) => {
      const incoming = all.map(({ id, version: v }) => anIncoming(id, v))
      const sorted = byVersion(incoming)
      expect(sorted.map(({ envelope }) => envelope.aggregateId)).toEqual(all.map(({ id }) => id))
      for (const id of ['a', 'b', 'c']) {
        const versions = sorted
          .filter(({ envelope }) => envelope.aggregateId === id && envelope.aggregateVersion > 0)
          .map(({ envelope }) => envelope.aggregateVersion)
        expect(versions).toEqual([...versions].sort((a, b) => a - b))
      }
    }),
  )
})

it('refuses a message without the attributes of a fact', () => {
  expect(() => readIncoming(aMessage({}))).toThrow('no event')
})

it('acknowledges what is done and nothing else, in few frames', () => {
  const delivery = fc.record({ tag: fc.nat(30), isDone: fc.boolean() })
  const all = fc.uniqueArray(delivery, { selector: ({ tag }) => tag })
  fc.assert(
    fc.property(all, (deliveries) => {
      const tags = (isDone: boolean) => deliveries.filter((one) => one.isDone === isDone).map(({ tag }) => tag)
      const covers = (tag: number) =>
        acknowledgements(tags(true), tags(false)).some((one) => (one.upTo ? tag <= one.tag : tag === one.tag))
      expect(deliveries.filter(({ tag }) => covers(tag)).map(({ tag }) => tag)).toEqual(tags(true))
    }),
  )
  expect(acknowledgements([3, 1, 2, 5], [4])).toEqual([
    { tag: 3, upTo: true },
    { tag: 5, upTo: false },
  ])
})
