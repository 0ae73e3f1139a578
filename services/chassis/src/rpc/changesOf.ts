import type { FieldMask } from '@bufbuild/protobuf/wkt'

const camel = (path: string) => path.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/**
 * The fields of `input` that an update names in its mask; all of them when there is no mask.
 * Paths below a field count as the whole field.
 */
export const changesOf = <Input extends object>(input: Input, mask: FieldMask | undefined): Partial<Input> => {
  const named = mask?.paths.length ? new Set(mask.paths.map((path) => camel(path.split('.')[0] ?? ''))) : undefined
  const entries = Object.entries(input).filter(([key]) => !key.startsWith('$') && (!named || named.has(key)))
  return Object.fromEntries(entries) as Partial<Input>
}
