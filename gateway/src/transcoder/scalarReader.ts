import { toUSVString } from 'node:util'
import { ScalarType } from '@bufbuild/protobuf'
import type { DescEnum } from '@bufbuild/protobuf'
import type { BinaryWriter } from '@bufbuild/protobuf/wire'
import { WireType } from '@bufbuild/protobuf/wire'
import { parseTimestamp } from './timestamp'

/** Why a JSON value cannot be the value of a field: a reason of the gateway's messages and what its sentence needs. */
export interface Refusal {
  reason: string
  params?: Record<string, string | number>
}

/** How a JSON value becomes a value in wire format: refuses it, or writes it after its tag. */
export interface ValueReader {
  wireType: WireType
  /** Writes the value without its tag. Returns why not, if the value is not of the field's type. */
  read: (value: unknown, writer: BinaryWriter) => Refusal | undefined
}

const refuse = (reason: string, params?: Refusal['params']): Refusal => (params ? { reason, params } : { reason })

const integer = (
  min: number,
  max: number,
  write: (writer: BinaryWriter, value: number) => void,
): ValueReader['read'] => {
  return (value, writer) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return refuse('integer_expected')
    if (value < min || value > max) return refuse('number_out_of_range', { min, max })
    write(writer, value)
    return undefined
  }
}

const int32 = (write: (writer: BinaryWriter, value: number) => void) => integer(-2_147_483_648, 2_147_483_647, write)
const uint32 = (write: (writer: BinaryWriter, value: number) => void) => integer(0, 4_294_967_295, write)

const long = (signed: boolean, write: (writer: BinaryWriter, value: bigint) => void): ValueReader['read'] => {
  const [min, max] = signed ? [-(2n ** 63n), 2n ** 63n - 1n] : [0n, 2n ** 64n - 1n]
  return (value, writer) => {
    const isInteger = typeof value === 'string' ? /^-?\d{1,20}$/.test(value) : Number.isSafeInteger(value)
    if (!isInteger) return refuse('integer_expected')
    const number = BigInt(value as string | number)
    if (number < min || number > max) return refuse('number_out_of_range', { min: `${min}`, max: `${max}` })
    write(writer, number)
    return undefined
  }
}

const float = (limit: number, write: (writer: BinaryWriter, value: number) => void): ValueReader['read'] => {
  return (value, writer) => {
    if (typeof value !== 'number') return refuse('number_expected')
    if (Math.abs(value) > limit) return refuse('number_out_of_range', { min: -limit, max: limit })
    write(writer, value)
    return undefined
  }
}

const text: ValueReader['read'] = (value, writer) => {
  if (typeof value !== 'string') return refuse('text_expected')
  // A lone half of a surrogate pair has no UTF-8 form: it would be replaced without a word.
  if (toUSVString(value) !== value) return refuse('text_malformed')
  writer.string(value)
  return undefined
}

const bytes: ValueReader['read'] = (value, writer) => {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(value)) return refuse('base64_expected')
  writer.bytes(Buffer.from(value, 'base64'))
  return undefined
}

const boolean: ValueReader['read'] = (value, writer) => {
  if (typeof value !== 'boolean') return refuse('boolean_expected')
  writer.bool(value)
  return undefined
}

/** The reader of each scalar type: ProtoJSON without its leniencies, so that `"1"` is no number and `1` no text. */
export const scalarReaders: Readonly<Record<ScalarType, ValueReader>> = {
  [ScalarType.STRING]: { wireType: WireType.LengthDelimited, read: text },
  [ScalarType.BYTES]: { wireType: WireType.LengthDelimited, read: bytes },
  [ScalarType.BOOL]: { wireType: WireType.Varint, read: boolean },
  [ScalarType.INT32]: { wireType: WireType.Varint, read: int32((writer, value) => writer.int32(value)) },
  [ScalarType.UINT32]: { wireType: WireType.Varint, read: uint32((writer, value) => writer.uint32(value)) },
  [ScalarType.SINT32]: { wireType: WireType.Varint, read: int32((writer, value) => writer.sint32(value)) },
  [ScalarType.FIXED32]: { wireType: WireType.Bit32, read: uint32((writer, value) => writer.fixed32(value)) },
  [ScalarType.SFIXED32]: { wireType: WireType.Bit32, read: int32((writer, value) => writer.sfixed32(value)) },
  [ScalarType.INT64]: { wireType: WireType.Varint, read: long(true, (writer, value) => writer.int64(value)) },
  [ScalarType.UINT64]: { wireType: WireType.Varint, read: long(false, (writer, value) => writer.uint64(value)) },
  [ScalarType.SINT64]: { wireType: WireType.Varint, read: long(true, (writer, value) => writer.sint64(value)) },
  [ScalarType.FIXED64]: { wireType: WireType.Bit64, read: long(false, (writer, value) => writer.fixed64(value)) },
  [ScalarType.SFIXED64]: { wireType: WireType.Bit64, read: long(true, (writer, value) => writer.sfixed64(value)) },
  [ScalarType.FLOAT]: {
    wireType: WireType.Bit32,
    read: float(3.4028234663852886e38, (writer, value) => writer.float(value)),
  },
  [ScalarType.DOUBLE]: {
    wireType: WireType.Bit64,
    read: float(Number.MAX_VALUE, (writer, value) => writer.double(value)),
  },
}

/** The reader of an enum: the name of a value; the zero value stands for absence and is refused. */
export const enumReader = (desc: DescEnum): ValueReader => {
  const named = desc.values.filter((value) => value.number !== 0)
  const numbers = new Map(named.map((value) => [value.name, value.number]))
  const params = { values: named.map((value) => value.name).join(', ') }
  return {
    wireType: WireType.Varint,
    read: (value, writer) => {
      const number = typeof value === 'string' ? numbers.get(value) : undefined
      if (number === undefined) return refuse('value_unknown', params)
      writer.int32(number)
      return undefined
    },
  }
}

/** The reader of google.protobuf.Timestamp: RFC 3339 text. */
export const timestampReader: ValueReader = {
  wireType: WireType.LengthDelimited,
  read: (value, writer) => {
    const instant = typeof value === 'string' ? parseTimestamp(value) : undefined
    if (!instant) return refuse('timestamp_expected')
    writer.fork().tag(1, WireType.Varint).int64(instant.seconds).tag(2, WireType.Varint).int32(instant.nanos).join()
    return undefined
  },
}
