import { ScalarType } from '@bufbuild/protobuf'
import { WireType, type BinaryWriter } from '@bufbuild/protobuf/wire'

/** Writes a value without its tag. */
export type ScalarWriter = (writer: BinaryWriter, value: unknown) => void

type Int64 = bigint | number | string

const writers: Readonly<Record<ScalarType, ScalarWriter>> = {
  [ScalarType.DOUBLE]: (writer, value) => writer.double(value as number),
  [ScalarType.FLOAT]: (writer, value) => writer.float(value as number),
  [ScalarType.INT64]: (writer, value) => writer.int64(value as Int64),
  [ScalarType.UINT64]: (writer, value) => writer.uint64(value as Int64),
  [ScalarType.INT32]: (writer, value) => writer.int32(value as number),
  [ScalarType.FIXED64]: (writer, value) => writer.fixed64(value as Int64),
  [ScalarType.FIXED32]: (writer, value) => writer.fixed32(value as number),
  [ScalarType.BOOL]: (writer, value) => writer.bool(value as boolean),
  [ScalarType.STRING]: (writer, value) => writer.string(value as string),
  [ScalarType.BYTES]: (writer, value) => writer.bytes(value as Uint8Array),
  [ScalarType.UINT32]: (writer, value) => writer.uint32(value as number),
  [ScalarType.SFIXED32]: (writer, value) => writer.sfixed32(value as number),
  [ScalarType.SFIXED64]: (writer, value) => writer.sfixed64(value as Int64),
  [ScalarType.SINT32]: (writer, value) => writer.sint32(value as number),
  [ScalarType.SINT64]: (writer, value) => writer.sint64(value as Int64),
}

/** How values of a scalar type are written. */
export const scalarWriter = (type: ScalarType): ScalarWriter => writers[type]

const fixed64 = new Set([ScalarType.DOUBLE, ScalarType.FIXED64, ScalarType.SFIXED64])
const fixed32 = new Set([ScalarType.FLOAT, ScalarType.FIXED32, ScalarType.SFIXED32])

/** How a field of a scalar type is announced. */
export const wireTypeOf = (type: ScalarType): WireType => {
  if (type === ScalarType.STRING || type === ScalarType.BYTES) return WireType.LengthDelimited
  if (fixed64.has(type)) return WireType.Bit64
  return fixed32.has(type) ? WireType.Bit32 : WireType.Varint
}

/** Whether a field without presence is left out with this value. */
export const isZero = (value: unknown): boolean =>
  value === '' ||
  value === false ||
  value === 0n ||
  Object.is(value, 0) ||
  (value instanceof Uint8Array && value.byteLength === 0)

/** Key of a map, which JavaScript keeps as text, as a value of its type. */
export const mapKey = (key: string, type: ScalarType): unknown => {
  if (type === ScalarType.STRING) return key
  if (type === ScalarType.BOOL) return key === 'true'
  return BigInt(key) >= Number.MIN_SAFE_INTEGER && BigInt(key) <= Number.MAX_SAFE_INTEGER ? Number(key) : BigInt(key)
}
