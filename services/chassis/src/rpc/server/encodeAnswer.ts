import {
  create,
  ScalarType,
  toBinary,
  type DescField,
  type DescMessage,
  type MessageInitShape,
} from '@bufbuild/protobuf'
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { FeatureSet_FieldPresence as Presence, isWrapperDesc } from '@bufbuild/protobuf/wkt'
import { isZero, mapKey, scalarWriter, wireTypeOf } from './scalarWriter'

type Fields = Readonly<Record<string, unknown>>
type Write = (writer: BinaryWriter, message: Fields) => void

const { LengthDelimited } = WireType

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null

/** The value of a field in an init shape, where a oneof is `{ case, value }`. */
const readerOf = ({ localName, oneof }: DescField): ((message: Fields) => unknown) => {
  if (!oneof) return (message) => message[localName]
  return (message) => {
    const chosen = message[oneof.localName] as { case?: string; value?: unknown } | undefined
    return chosen?.case === localName ? chosen.value : undefined
  }
}

const scalarField = (field: DescField, type: ScalarType): Write => {
  const read = readerOf(field)
  const write = scalarWriter(type)
  const wireType = wireTypeOf(type)
  const isAlwaysWritten = field.presence !== Presence.IMPLICIT
  return (writer, message) => {
    const value = read(message)
    if (isAbsent(value) || (!isAlwaysWritten && isZero(value))) return
    write(writer.tag(field.number, wireType), value)
  }
}

const writeMessage = (writer: BinaryWriter, number: number, write: Write, value: Fields): void => {
  writer.tag(number, LengthDelimited).fork()
  write(writer, value)
  writer.join()
}

const messageField = (field: DescField, type: DescMessage): Write => {
  const read = readerOf(field)
  const write = writerOf(type)
  return (writer, message) => {
    const value = read(message)
    if (!isAbsent(value)) writeMessage(writer, field.number, write, value as Fields)
  }
}

const listField = (field: DescField & { fieldKind: 'list' }): Write => {
  const { localName, number } = field
  const itemsOf = (message: Fields) => (message[localName] ?? []) as readonly unknown[]
  if (field.listKind === 'message') {
    const write = writerOf(field.message)
    return (writer, message) => {
      for (const item of itemsOf(message)) writeMessage(writer, number, write, item as Fields)
    }
  }
  const type = field.listKind === 'enum' ? ScalarType.INT32 : field.scalar
  const write = scalarWriter(type)
  if (!field.packed) {
    const wireType = wireTypeOf(type)
    return (writer, message) => {
      for (const item of itemsOf(message)) write(writer.tag(number, wireType), item)
    }
  }
  return (writer, message) => {
    const items = itemsOf(message)
    if (items.length === 0) return
    writer.tag(number, LengthDelimited).fork()
    for (const item of items) write(writer, item)
    writer.join()
  }
}

const mapField = (field: DescField & { fieldKind: 'map' }): Write => {
  const { localName, number } = field
  const writeKey = scalarWriter(field.mapKey)
  const keyType = wireTypeOf(field.mapKey)
  const type = field.mapKind === 'enum' ? ScalarType.INT32 : field.scalar
  const writeValue: (writer: BinaryWriter, value: unknown) => void =
    field.mapKind === 'message'
      ? (writer, value) => writeMessage(writer, 2, writerOf(field.message), value as Fields)
      : (writer, value) =>
          scalarWriter(type ?? ScalarType.INT32)(writer.tag(2, wireTypeOf(type ?? ScalarType.INT32)), value)
  return (writer, message) => {
    for (const [key, value] of Object.entries((message[localName] ?? {}) as Fields)) {
      writer.tag(number, LengthDelimited).fork()
      writeKey(writer.tag(1, keyType), mapKey(key, field.mapKey))
      writeValue(writer, value)
      writer.join()
    }
  }
}

const fieldWriter = (field: DescField): Write => {
  if (field.fieldKind === 'list') return listField(field)
  if (field.fieldKind === 'map') return mapField(field)
  if (field.fieldKind === 'message') return messageField(field, field.message)
  return scalarField(field, field.fieldKind === 'enum' ? ScalarType.INT32 : field.scalar)
}

const compiled = new WeakMap<DescMessage, Write>()

const writerOf = (schema: DescMessage): Write => {
  const known = compiled.get(schema)
  if (known) return known
  const fields: Write[] = []
  const write: Write = (writer, message) => {
    for (const field of fields) field(writer, message)
  }
  // Before its fields, so that a type may contain itself.
  compiled.set(schema, write)
  const ordered = schema.fields.toSorted((a, b) => a.number - b.number)
  fields.push(...ordered.map(fieldWriter))
  return write
}

const special = new Set(['google.protobuf.Struct', 'google.protobuf.Value', 'google.protobuf.ListValue'])

/** Whether init shapes of a type, or of one within, are no plain objects of its fields. */
const isSpecial = (schema: DescMessage, seen = new Set<DescMessage>()): boolean => {
  if (seen.has(schema)) return false
  seen.add(schema)
  if (isWrapperDesc(schema) || special.has(schema.typeName)) return true
  return schema.fields.some(
    (field) =>
      ('delimitedEncoding' in field && field.delimitedEncoding) || (field.message && isSpecial(field.message, seen)),
  )
}

// A buffer grown by a huge answer is not kept.
const keptBuffer = 1024 * 1024

let idle: BinaryWriter | undefined

/** Makes the function that turns an init shape of `schema` into bytes, without making a complete message of it first. */
export const answerEncoder = (schema: DescMessage): ((answer: object) => Uint8Array) => {
  if (isSpecial(schema)) return (answer) => toBinary(schema, create(schema, answer as MessageInitShape<DescMessage>))
  const write = writerOf(schema)
  return (answer) => {
    const writer = idle ?? new BinaryWriter()
    idle = undefined
    write(writer, answer as Fields)
    const bytes = writer.finish()
    if (bytes.byteLength < keptBuffer) idle = writer
    return bytes
  }
}
