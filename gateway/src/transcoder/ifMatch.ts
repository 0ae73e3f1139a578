import type { Violation } from '@rapport/chassis'

/**
 * The version that `If-Match` demands: an entity tag of ours (`"3"`, `"3-1x8k2f"`). Undefined for `*` and for no header,
 * which demand none. Anything else is added to `violations`.
 */
export const readIfMatch = (header: string | undefined, violations: Violation[]): number | undefined => {
  if (header === undefined || header.trim() === '*') return undefined
  const version = Number(/^\s*(?:W\/)?"(\d{1,9})(?:-[0-9a-z]+)?"\s*$/.exec(header)?.[1] ?? Number.NaN)
  if (Number.isInteger(version)) return version
  violations.push({ field: 'If-Match', reason: 'if_match_malformed' })
  return undefined
}
