import { ScalarType } from '@bufbuild/protobuf'
import type { DescField, DescMessage } from '@bufbuild/protobuf'
import { FeatureSet_FieldPresence as Presence } from '@bufbuild/protobuf/wkt'
import type { JsonOutput } from './JsonOutput'
import { enumWriter, scalarWriters, writeTimestamp } from './scalarWriter'
import type { WriteValue } from './scalarWriter'
import type { WireReader } from './WireReader'

/** Fields came in another order than that of their numbers, which every encoder keeps but none has to. */
export class OutOfOrder extends Error {
  override readonly name = 'OutOfOrder'
}

/** Writes the message that begins at the cursor and ends at `end`. */
export type WriteMessage = (reader: WireReader, output: JsonOutput, end: number) => void

interface FieldPlan {
  /** Writes `,"name":value`; the cursor stands behind the first `tag` of the field, the message ends at `end`. */
  write: (reader: WireReader, output: JsonOutput, tag: number, end: number) => void
  /** `,"name":zero` of a field that is always present; undefined where absence means something. */
  zero: Buffer | undefined
}

const COMMA = 0x2c
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST, COLON] = [0x7b, 0x7d, 0x5b, 0x5d, 0x3a]
const LENGTH_DELIMITED = 2

/** Whether every message inside `desc` can be written by this file: of the well-known types only Timestamp and Empty can. */
export const isWritable = (desc: DescMessage, seen = new Set<DescMessage>()): boolean => {
  if (seen.has(desc) || isTimestamp(desc) || desc.typeName === 'google.protobuf.Empty') return true
  if (desc.typeName.startsWith('google.protobuf.') || desc.fields.some(isGroup)) return false
  seen.add(desc)
  return desc.fields.every((field) => !field.message || isWritable(field.message, seen))
}

const isTimestamp = (desc: DescMessage) => desc.typeName === 'google.protobuf.Timestamp'
const isGroup = (field: DescField) => 'delimitedEncoding' in field && field.delimitedEncoding

/** Makes the writer of a message. `known` holds the writers made so far, so that messages may contain themselves. */
export const messageWriter = (desc: DescMessage, known = new Map<DescMessage, WriteMessage>()): WriteMessage => {
  const made = known.get(desc)
  if (made) return made
  const fields: FieldPlan[] = []
  const placeOf: (number | undefined)[] = []
  const write: WriteMessage = (reader, output, end) => writeFields(fields, placeOf, reader, output, end)
  known.set(desc, write)
  for (const field of [...desc.fields].sort((a, b) => a.number - b.number)) {
    placeOf[field.number] = fields.length
    fields.push(fieldPlan(field, known))
  }
  return write
}

const writeFields = (
  fields: readonly FieldPlan[],
  placeOf: readonly (number | undefined)[],
  reader: WireReader,
  output: JsonOutput,
  end: number,
) => {
  const start = output.length
  let next = 0
  while (reader.position < end) {
    const tag = reader.uint32()
    const place = placeOf[tag >>> 3]
    if (place === undefined) {
      reader.skip(tag & 7)
      continue
    }
    if (place < next) throw new OutOfOrder()
    writeZeros(fields, next, place, output)
    fields[place]?.write(reader, output, tag, end)
    next = place + 1
  }
  writeZeros(fields, next, fields.length, output)
  // Every field began with a comma: the first one becomes the opening brace.
  if (output.length === start) output.byte(OPEN_OBJECT)
  else output.replace(start, OPEN_OBJECT)
  output.byte(CLOSE_OBJECT)
}

const writeZeros = (fields: readonly FieldPlan[], from: number, to: number, output: JsonOutput) => {
  for (let place = from; place < to; place++) {
    const zero = fields[place]?.zero
    if (zero) output.raw(zero)
  }
}

const fieldPlan = (field: DescField, known: Map<DescMessage, WriteMessage>): FieldPlan => {
  const name = `,${JSON.stringify(field.jsonName)}:`
  const key = Buffer.from(name)
  const value = valueWriter(field, known)
  if (field.fieldKind === 'map') return { zero: Buffer.from(`${name}{}`), write: writeMap(key, field.mapKey, value) }
  if (field.fieldKind === 'list') return { zero: Buffer.from(`${name}[]`), write: writeList(key, field.packed, value) }
  return {
    zero: field.presence === Presence.IMPLICIT ? Buffer.from(`${name}${zeroOf(field)}`) : undefined,
    write: (reader, output) => {
      output.raw(key)
      value(reader, output)
    },
  }
}

const valueWriter = (field: DescField, known: Map<DescMessage, WriteMessage>): WriteValue => {
  if (field.message) {
    if (isTimestamp(field.message)) return writeTimestamp
    const write = messageWriter(field.message, known)
    return (reader, output) => write(reader, output, reader.end())
  }
  if (field.enum) return enumWriter(field.enum)
  return scalarWriters[field.scalar]
}

const zeroOf = (field: DescField): string => {
  if (field.enum) return JSON.stringify(field.enum.value[0]?.name ?? 0)
  if (field.scalar === ScalarType.STRING || field.scalar === ScalarType.BYTES) return '""'
  if (field.scalar === ScalarType.BOOL) return 'false'
  return field.scalar !== undefined && sixtyFourBits.has(field.scalar) ? '"0"' : '0'
}

const sixtyFourBits = new Set([
  ScalarType.INT64,
  ScalarType.UINT64,
  ScalarType.SINT64,
  ScalarType.FIXED64,
  ScalarType.SFIXED64,
])

/** Whether the next tag is `tag` again; passes over it if so. */
const again = (reader: WireReader, tag: number, end: number) => {
  const { position } = reader
  if (position < end && reader.uint32() === tag) return true
  reader.position = position
  return false
}

const writeList =
  (key: Buffer, packable: boolean, value: WriteValue): FieldPlan['write'] =>
  (reader, output, tag, end) => {
    output.raw(key)
    const start = output.length
    do {
      const packed = packable && (tag & 7) === LENGTH_DELIMITED
      const last = packed ? reader.end() : 0
      do {
        if (packed && reader.position >= last) break
        output.byte(COMMA)
        value(reader, output)
      } while (packed)
    } while (again(reader, tag, end))
    if (output.length === start) output.byte(OPEN_LIST)
    else output.replace(start, OPEN_LIST)
    output.byte(CLOSE_LIST)
  }

const writeMap =
  (key: Buffer, keyType: ScalarType, value: WriteValue): FieldPlan['write'] =>
  (reader, output, tag, end) => {
    output.raw(key)
    const start = output.length
    do writeEntry(keyType, value, reader, output)
    while (again(reader, tag, end))
    output.replace(start, OPEN_OBJECT)
    output.byte(CLOSE_OBJECT)
  }

/** Only entries with text keys, key before value and neither left out; the general way does the others. */
const writeEntry = (keyType: ScalarType, value: WriteValue, reader: WireReader, output: JsonOutput) => {
  const end = reader.end()
  if (keyType !== ScalarType.STRING || reader.uint32() !== 10) throw new OutOfOrder()
  output.byte(COMMA)
  scalarWriters[ScalarType.STRING](reader, output)
  output.byte(COLON)
  if (reader.position >= end || reader.uint32() >>> 3 !== 2) throw new OutOfOrder()
  value(reader, output)
  if (reader.position !== end) throw new OutOfOrder()
}
