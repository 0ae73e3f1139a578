import { ScalarType } from '@bufbuild/protobuf'
import type { DescField } from '@bufbuild/protobuf'

const numeric = new Set([
  ScalarType.INT32,
  ScalarType.UINT32,
  ScalarType.SINT32,
  ScalarType.FIXED32,
  ScalarType.SFIXED32,
  ScalarType.FLOAT,
  ScalarType.DOUBLE,
])

/** The JSON value that text of an address stands for in a field; text that stands for none stays text and is refused where its type is checked. */
export const textValue = (field: DescField, text: string): unknown => {
  if (field.scalar === ScalarType.BOOL) return text === 'true' ? true : text === 'false' ? false : text
  if (field.scalar === undefined || !numeric.has(field.scalar)) return text
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : text
}

/** Sets `value` at the path of fields inside `target`, making the objects on the way. */
export const setAt = (target: Record<string, unknown>, path: readonly DescField[], value: unknown) => {
  let object = target
  for (const field of path.slice(0, -1)) {
    const inner = (object[field.jsonName] ??= {}) as Record<string, unknown>
    object = inner
  }
  const last = path.at(-1)
  if (last) object[last.jsonName] = value
}
