import { fromJson, type DescMessage, type JsonValue, type MessageShape } from '@bufbuild/protobuf'
import type { Transaction } from '../database/database'
import type { Envelope } from './envelope'
import { factTypeOf } from './fact'

/** What a handler gets besides the data. */
export interface Delivery {
  /** The transaction in which the effect happens; the fact counts as heard when it commits. */
  readonly transaction: Transaction
  readonly envelope: Envelope
}

/** Hears one type of fact in a queue of its own. */
export interface Consumer {
  readonly queue: string
  readonly type: string
  /** Its effect is the same however often it happens: no note is kept of what was heard. */
  readonly idempotent: boolean
  /** Parses the body and has the effect. */
  readonly handle: (body: JsonValue, delivery: Delivery) => Promise<void>
}

/**
 * Declares what happens when a fact is heard. `handle` runs once per fact with effect, as the system of the fact's tenant, in one
 * transaction with the note that the fact was heard; everything it does must be in that transaction. Facts of one aggregate come
 * in the order of its versions; what is older than what was seen is dropped.
 * @param queue name of the durable queue, `<service>.<purpose>`: renaming it makes a new listener
 * @param idempotent says that `handle` itself sees to it that a fact heard twice has one effect, e.g. by inserting rows under ids
 * that the fact brings: the note that it was heard is spared
 */
export const consumer = <S extends DescMessage>(
  schema: S,
  queue: string,
  handle: (data: MessageShape<S>, delivery: Delivery) => Promise<void>,
  { idempotent = false }: { idempotent?: boolean } = {},
): Consumer => ({
  queue,
  idempotent,
  type: factTypeOf(schema).type,
  handle: (body, delivery) => handle(fromJson(schema, body, { ignoreUnknownFields: true }), delivery),
})
