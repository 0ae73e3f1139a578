import { fromJson, ScalarType, toBinary } from '@bufbuild/protobuf'
import type { DescField, DescMessage, JsonValue } from '@bufbuild/protobuf'
import type { BinaryWriter } from '@bufbuild/protobuf/wire'
import { WireType } from '@bufbuild/protobuf/wire'
import type { Violation } from '@rapport/chassis'
import { enumReader, scalarReaders, timestampReader } from './scalarReader'
import type { Refusal, ValueReader } from './scalarReader'

/** Where a field stands in the request body, in JSON spelling: `collaborators[0].right`. Empty for the body itself. */
type Place = string

/** Writes the fields of a JSON object in wire format, without a length; what is wrong is added to `violations`. */
export type ReadMessage = (value: unknown, place: Place, writer: BinaryWriter, violations: Violation[]) => void

type ReadField = ReadMessage

/**
 * Makes the reader of a message: strict ProtoJSON to wire format in one pass, every fault found and named by its place.
 * Unknown fields, other types, unknown enum values and text that is no Unicode are faults; `null` stands for absence.
 * `known` holds the readers made so far, so that messages may contain themselves.
 */
export const messageReader = (desc: DescMessage, known = new Map<DescMessage, ReadMessage>()): ReadMessage => {
  const made = known.get(desc)
  if (made) return made
  const fields = new Map<string, ReadField>()
  const read: ReadMessage = (value, place, writer, violations) => {
    if (!isObject(value)) {
      violations.push({ field: place, reason: 'object_expected' })
      return
    }
    for (const name of Object.keys(value)) {
      const field = fields.get(name)
      const at = place === '' ? name : `${place}.${name}`
      if (!field) violations.push({ field: shortened(at), reason: 'field_unknown' })
      else if (value[name] !== null) field(value[name], at, writer, violations)
    }
  }
  known.set(desc, read)
  for (const field of desc.fields) fields.set(field.jsonName, fieldReader(field, known))
  return read
}

/** Whether a JSON value is an object, not a list and not null. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A name from outside, short enough to be repeated in an answer. */
export const shortened = (name: string) => (name.length > 120 ? `${name.slice(0, 120)}…` : name)

const fieldReader = (field: DescField, known: Map<DescMessage, ReadMessage>): ReadField => {
  const one = singleReader(field, known)
  if (field.fieldKind === 'list') {
    return (value, place, writer, violations) => {
      if (!Array.isArray(value)) violations.push({ field: place, reason: 'list_expected' })
      else value.forEach((item, index) => one(item, `${place}[${index}]`, writer, violations))
    }
  }
  if (field.fieldKind === 'map') {
    if (field.mapKey !== ScalarType.STRING)
      throw new Error(`${field.toString()}: only maps with text keys are supported`)
    return mapReader(field.number, one)
  }
  return one
}

const mapReader =
  (number: number, entryValue: ReadField): ReadField =>
  (value, place, writer, violations) => {
    if (!isObject(value)) {
      violations.push({ field: place, reason: 'object_expected' })
      return
    }
    for (const key of Object.keys(value)) {
      const at = `${place}.${shortened(key)}`
      writer.tag(number, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited)
      const refusal = scalarReaders[ScalarType.STRING].read(key, writer)
      if (refusal) violations.push({ field: place, ...refusal })
      else entryValue(value[key], at, writer, violations)
      writer.join()
    }
  }

/** Reads one value of a field with its tag: the field itself, an item of a list, or the value (field 2) of a map's entry. */
const singleReader = (field: DescField, known: Map<DescMessage, ReadMessage>): ReadField => {
  const number = field.fieldKind === 'map' ? 2 : field.number
  const message = field.message
  if (message && !message.typeName.startsWith('google.protobuf.')) {
    const nested = messageReader(message, known)
    return (value, place, writer, violations) => {
      writer.tag(number, WireType.LengthDelimited).fork()
      nested(value, place, writer, violations)
      writer.join()
    }
  }
  const { wireType, read } = valueReader(field)
  return (value, place, writer, violations) => {
    writer.tag(number, wireType)
    const refusal = read(value, writer)
    if (refusal) violations.push({ field: place, ...refusal })
  }
}

const valueReader = (field: DescField): ValueReader => {
  if (field.enum) return enumReader(field.enum)
  if (!field.message) return scalarReaders[field.scalar]
  return field.message.typeName === 'google.protobuf.Timestamp' ? timestampReader : wellKnownReader(field.message)
}

/** Durations, field masks and the like, as protobuf-es reads them. */
const wellKnownReader = (desc: DescMessage): ValueReader => ({
  wireType: WireType.LengthDelimited,
  read: (value, writer): Refusal | undefined => {
    try {
      writer.bytes(toBinary(desc, fromJson(desc, value as JsonValue)))
      return undefined
    } catch {
      return { reason: 'value_malformed' }
    }
  },
})
