import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import { deserialize, serialize } from 'node:v8'
import type { Context } from '../context/context'

/** The answer of a command as bytes: the message of its rpc, or any value that can be cloned when no rpc is served. */
export const encodeAnswer = ({ rpc }: Context, answer: unknown): Buffer =>
  rpc ? Buffer.from(toBinary(rpc.output, create(rpc.output, { ...(answer as object) }))) : serialize(answer)

/** Reads what encodeAnswer wrote. */
export const decodeAnswer = ({ rpc }: Context, bytes: Buffer): unknown =>
  rpc ? fromBinary(rpc.output, bytes) : deserialize(bytes)
