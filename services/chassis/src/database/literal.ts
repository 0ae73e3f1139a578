import { escape } from 'mysql2'

/** A value as the driver sends it. */
export type Bound = string | number | boolean | Date | Buffer | null

/** Makes a parameter ready for the driver: bigint and plain objects become text, the latter as JSON. Throws a sentence for what cannot be stored. */
export const bind = (value: unknown, name: string): Bound => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`parameter ${name} is ${value}`)
    return value
  }
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new Error(`parameter ${name} is an invalid date`)
    return value
  }
  if (Buffer.isBuffer(value)) return value
  if (value instanceof Uint8Array) return Buffer.from(value)
  if (typeof value === 'object') return JSON.stringify(value)
  throw new Error(`parameter ${name} is ${typeof value}`)
}

/** A value as SQL text. */
export const literal = (value: unknown, name: string): string => {
  const bound = bind(value, name)
  return typeof bound === 'number' ? String(bound) : escape(bound, false, 'Z')
}

/** The values of an array as SQL text, for `IN (...)`. Throws when it is empty: the caller must know what that means. */
export const literals = (values: readonly unknown[], name: string): string => {
  if (values.length === 0) throw new Error(`parameter ${name} is an empty list`)
  return values.map((value) => literal(value, name)).join(', ')
}
