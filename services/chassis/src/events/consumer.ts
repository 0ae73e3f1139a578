import { fromJson, type DescMessage, type JsonValue, type MessageShape } from '@bufbuild/protobuf'
import { runInContext, systemContext } from '../context/context'
import type { Transaction } from '../database/database'
import type { Envelope } from './envelope'
import { factTypeOf } from './fact'

/** What a handler gets besides the data. */
export interface Delivery {
  /** The transaction in which the effect happens; the fact counts as heard when it commits. */
  readonly transaction: Transaction
  readonly envelope: Envelope
}

/** A fact as it was heard. */
interface Heard {
  readonly body: JsonValue
  readonly envelope: Envelope
}

/** Hears one type of fact in a queue of its own. */
export interface Consumer {
  readonly queue: string
  readonly type: string
  /** Its effect is the same however often it happens: no note is kept of what was heard. */
  readonly idempotent: boolean
  /** Parses the bodies and has the effects, in their order. */
  readonly handle: (facts: readonly Heard[], transaction: Transaction) => Promise<void>
}

/** Time that an effect may take, in ms. */
const TIME_FOR_EFFECT = 60_000

const asSystem = ({ tenantId, correlationId, id }: Envelope, causationId: string, work: () => Promise<void>) =>
  runInContext({ ...systemContext(tenantId, correlationId || id, TIME_FOR_EFFECT), causationId }, work)

const dataOf = <S extends DescMessage>(schema: S, { body }: Heard): MessageShape<S> =>
  fromJson(schema, body, { ignoreUnknownFields: true })

/**
 * Declares what happens when a fact is heard. `handle` runs once per fact with effect, as the system of the fact's tenant, in one
 * transaction with the note that the fact was heard; everything it does must be in that transaction. Facts of one aggregate come
 * in the order of its versions; what is older than what was seen is dropped.
 * @param queue name of the durable queue, `<service>.<purpose>`: renaming it makes a new listener
 */
export const consumer = <S extends DescMessage>(
  schema: S,
  queue: string,
  handle: (data: MessageShape<S>, delivery: Delivery) => Promise<void>,
): Consumer => ({
  queue,
  idempotent: false,
  type: factTypeOf(schema).type,
  handle: async (facts, transaction) => {
    for (const fact of facts) {
      const { envelope } = fact
      await asSystem(envelope, envelope.id, () => handle(dataOf(schema, fact), { transaction, envelope }))
    }
  },
})

/**
 * Declares what happens when facts are heard that wait together, those of one tenant at a time, in their order; else like `consumer`.
 * `handle` itself sees to it that a fact heard twice has one effect, e.g. by inserting rows under ids that the fact brings: no note is
 * kept of what was heard. It emits nothing: what has many causes could name none.
 */
export const batchConsumer = <S extends DescMessage>(
  schema: S,
  queue: string,
  handle: (facts: { data: MessageShape<S>; envelope: Envelope }[], transaction: Transaction) => Promise<void>,
): Consumer => ({
  queue,
  idempotent: true,
  type: factTypeOf(schema).type,
  handle: async (facts, transaction) => {
    const tenants = new Map<number, Heard[]>()
    for (const fact of facts) {
      const known = tenants.get(fact.envelope.tenantId)
      if (known) known.push(fact)
      else tenants.set(fact.envelope.tenantId, [fact])
    }
    for (const own of tenants.values()) {
      const [first] = own
      if (!first) continue
      const heard = own.map((fact) => ({ data: dataOf(schema, fact), envelope: fact.envelope }))
      await asSystem(first.envelope, '', () => handle(heard, transaction))
    }
  },
})
