import { create, fromBinary, type DescMessage, type Message, type MessageInitShape } from '@bufbuild/protobuf'

/** A request as it came off the wire: read, or with the reason why it cannot be. */
export type Decoded = { readonly bytes: Uint8Array; readonly message: Message } | Malformed

interface Malformed {
  readonly bytes: Uint8Array
  readonly malformed: unknown
}

/** Reads messages of a type and never throws: what cannot be read is answered like any other bad input, after the caller was identified. */
export const decoder =
  (schema: DescMessage) =>
  (bytes: Uint8Array): Decoded => {
    try {
      return { bytes, message: fromBinary(schema, bytes, { readUnknownFields: false }) }
    } catch (malformed) {
      return { bytes, malformed }
    }
  }

/** Completes what a handler answered to a message. */
export const complete = (schema: DescMessage, answer: object): Message =>
  create(schema, answer as MessageInitShape<DescMessage>)
