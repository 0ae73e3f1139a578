import type { MessageInitShape } from '@bufbuild/protobuf'
import type { FieldChangeSchema } from '@rapport/proto/chassis'

/** One field before and after; values as JSON text, empty when there was none. */
export type FieldChange = MessageInitShape<typeof FieldChangeSchema>

// Keys are sorted: the database gives the keys of a JSON column back in an order of its own.
const canonical = (_: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

const valueIn = (record: object, field: string): unknown =>
  Object.hasOwn(record, field) ? (record as Readonly<Record<string, unknown>>)[field] : undefined

const text = (value: unknown): string => {
  if (isNothing(value)) return ''
  return typeof value === 'string' ? JSON.stringify(value) : JSON.stringify(value, canonical)
}

/**
 * The fields in which two states of a record differ, as JSON text; absent, null, '' and [] are the same.
 * Only `fields` when they are given. The values of `secret` fields are replaced by `"***"`.
 */
export const diff = (
  before: object,
  after: object,
  { fields, secret = [] }: { fields?: readonly string[]; secret?: readonly string[] } = {},
): FieldChange[] => {
  const shown = (field: string, value: string) => (value && secret.includes(field) ? '"***"' : value)
  const changes: FieldChange[] = []
  for (const field of fields ?? new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [from, to] = [text(valueIn(before, field)), text(valueIn(after, field))]
    if (from !== to) changes.push({ field, before: shown(field, from), after: shown(field, to) })
  }
  return changes
}
