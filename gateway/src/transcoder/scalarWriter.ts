import { ScalarType } from '@bufbuild/protobuf'
import type { DescEnum } from '@bufbuild/protobuf'
import type { JsonOutput } from './JsonOutput'
import type { WireReader } from './WireReader'

/** Reads the value at the cursor and writes it as JSON. */
export type WriteValue = (reader: WireReader, output: JsonOutput) => void

const TRUE = Buffer.from('true')
const FALSE = Buffer.from('false')

const quoted = (value: bigint) => `"${value}"`
const floating = (value: number) =>
  Number.isFinite(value) ? String(value) : `"${Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity'}"`
const zigzag32 = (value: number) => (value >>> 1) ^ -(value & 1)
const zigzag64 = (value: bigint) => (value >> 1n) ^ -(value & 1n)
const signed = (value: bigint) => BigInt.asIntN(64, value)

const text: WriteValue = (reader, output) => {
  const end = reader.end()
  output.text(reader.bytes, reader.position, end)
  reader.position = end
}

const base64: WriteValue = (reader, output) => {
  const end = reader.end()
  output.ascii(`"${Buffer.from(reader.bytes.subarray(reader.position, end)).toString('base64')}"`)
  reader.position = end
}

/** The writer of each scalar type in ProtoJSON: numbers of 64 bits as strings, bytes as base64. */
export const scalarWriters: Readonly<Record<ScalarType, WriteValue>> = {
  [ScalarType.STRING]: text,
  [ScalarType.BYTES]: base64,
  [ScalarType.BOOL]: (reader, output) => output.raw(reader.uint32() ? TRUE : FALSE),
  [ScalarType.INT32]: (reader, output) => output.ascii(String(reader.int32())),
  [ScalarType.UINT32]: (reader, output) => output.ascii(String(reader.uint32())),
  [ScalarType.SINT32]: (reader, output) => output.ascii(String(zigzag32(reader.uint32()))),
  [ScalarType.FIXED32]: (reader, output) => output.ascii(String(reader.fixed32())),
  [ScalarType.SFIXED32]: (reader, output) => output.ascii(String(reader.fixed32() | 0)),
  [ScalarType.INT64]: (reader, output) => output.ascii(quoted(signed(reader.uint64()))),
  [ScalarType.UINT64]: (reader, output) => output.ascii(quoted(reader.uint64())),
  [ScalarType.SINT64]: (reader, output) => output.ascii(quoted(zigzag64(reader.uint64()))),
  [ScalarType.FIXED64]: (reader, output) => output.ascii(quoted(reader.fixed64())),
  [ScalarType.SFIXED64]: (reader, output) => output.ascii(quoted(signed(reader.fixed64()))),
  [ScalarType.FLOAT]: (reader, output) => output.ascii(floating(reader.float())),
  [ScalarType.DOUBLE]: (reader, output) => output.ascii(floating(reader.double())),
}

/** The writer of an enum: the value's name, or its number when the contract at hand does not know it. */
export const enumWriter = (desc: DescEnum): WriteValue => {
  const names = new Map(desc.values.map((value) => [value.number, Buffer.from(JSON.stringify(value.name))]))
  return (reader, output) => {
    const number = reader.int32()
    const name = names.get(number)
    if (name) output.raw(name)
    else output.ascii(String(number))
  }
}

const DAY = 86_400
const dates = new Map<number, Buffer>()

/** `"YYYY-MM-DDT` of a day since 1970, remembered because the rows of a page share few days. */
const dateOf = (day: number): Buffer => {
  const known = dates.get(day)
  if (known) return known
  if (dates.size > 4096) dates.clear()
  const made = Buffer.from(`"${new Date(day * DAY * 1000).toISOString().slice(0, -13)}`)
  dates.set(day, made)
  return made
}

const COLON = 0x3a
const POINT = 0x2e

/** Writes a google.protobuf.Timestamp as RFC 3339 text in UTC with 0, 3, 6 or 9 digits behind the second. */
export const writeTimestamp: WriteValue = (reader, output) => {
  const end = reader.end()
  let seconds = 0
  let nanos = 0
  while (reader.position < end) {
    const tag = reader.uint32()
    if (tag === 8) seconds = reader.seconds()
    else if (tag === 16) nanos = reader.int32()
    else reader.skip(tag & 7)
  }
  const day = Math.floor(seconds / DAY)
  const time = seconds - day * DAY
  output.raw(dateOf(day))
  output.digits(Math.floor(time / 3600), 2)
  output.byte(COLON)
  output.digits(Math.floor(time / 60) % 60, 2)
  output.byte(COLON)
  output.digits(time % 60, 2)
  if (nanos !== 0) {
    output.byte(POINT)
    if (nanos % 1_000_000 === 0) output.digits(nanos / 1_000_000, 3)
    else if (nanos % 1000 === 0) output.digits(nanos / 1000, 6)
    else output.digits(nanos, 9)
  }
  output.raw(ZULU)
}

const ZULU = Buffer.from('Z"')
