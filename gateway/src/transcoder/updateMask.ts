import type { DescField, DescMessage } from '@bufbuild/protobuf'
import type { BinaryWriter } from '@bufbuild/protobuf/wire'
import { WireType } from '@bufbuild/protobuf/wire'
import type { Violation } from '@rapport/chassis'
import { isObject, shortened } from './messageReader'

/** Writes the update mask of a request: the fields of `given` (JSON spelling, separated by commas) or, when the caller gives none, those that the body holds. */
export type WriteMask = (given: unknown, body: unknown, writer: BinaryWriter, violations: Violation[]) => void

const PATHS = 1

/** Makes the writer of `mask`, a google.protobuf.FieldMask that says which fields of `changed` the request changes. */
export const maskWriter = (mask: DescField, changed: DescMessage): WriteMask => {
  const protoNames = new Map(changed.fields.map((field) => [field.jsonName, field.name]))

  return (given, body, writer, violations) => {
    const names = given === undefined ? bodyNames(body, violations) : givenNames(given, protoNames, mask, violations)
    const paths = names.flatMap((name) => protoNames.get(name) ?? [])
    writer.tag(mask.number, WireType.LengthDelimited).fork()
    for (const path of paths) writer.tag(PATHS, WireType.LengthDelimited).string(path)
    writer.join()
  }
}

const bodyNames = (body: unknown, violations: Violation[]): string[] => {
  if (body !== undefined && !isObject(body)) return []
  const names = Object.keys(body ?? {})
  if (names.length === 0) violations.push({ field: '', reason: 'nothing_to_change' })
  return names
}

const givenNames = (
  given: unknown,
  known: ReadonlyMap<string, string>,
  mask: DescField,
  violations: Violation[],
): string[] => {
  const names = String(given).split(',')
  const unknown = names.filter((name) => !known.has(name))
  violations.push(
    ...unknown.map((name) => ({
      field: mask.jsonName,
      reason: 'mask_field_unknown',
      params: { name: shortened(name) },
    })),
  )
  return names
}
