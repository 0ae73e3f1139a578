import { fromBinary, toJson } from '@bufbuild/protobuf'
import type { DescMessage } from '@bufbuild/protobuf'
import { JsonOutput } from './JsonOutput'
import { isWritable, messageWriter, OutOfOrder } from './messageWriter'
import { WireReader } from './WireReader'

// One for all answers: writing never awaits.
const output = new JsonOutput()

/**
 * Makes the function that turns a message in wire format into ProtoJSON (UTF-8), every field that has no presence of its
 * own filled with its zero value. The text is written straight from the bytes; where these are unusual (fields not in the
 * order of their numbers, well-known types beyond Timestamp) protobuf-es does it. Throws WireError on malformed bytes.
 */
export const jsonWriter = (desc: DescMessage): ((bytes: Uint8Array) => Buffer) => {
  const general = (bytes: Uint8Array) =>
    Buffer.from(JSON.stringify(toJson(desc, fromBinary(desc, bytes), { alwaysEmitImplicit: true })))
  if (!isWritable(desc)) return general

  const write = messageWriter(desc)
  return (bytes) => {
    output.length = 0
    try {
      write(new WireReader(bytes), output, bytes.length)
      return output.take()
    } catch (error) {
      if (error instanceof OutOfOrder) return general(bytes)
      throw error
    }
  }
}
