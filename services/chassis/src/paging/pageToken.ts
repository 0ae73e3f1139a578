import { createHash } from 'node:crypto'
import { invalid } from '../errors/errors'
import { isUnsafeText } from '../rpc/validation/unsafeText'

export type SortValue = Date | string | number | null
/** `ascii` for columns in that character set, which refuse to be compared with any other text. */
export type SortType = 'date' | 'string' | 'ascii' | 'number'

const refused = () => invalid({ field: 'pageToken', reason: 'page_token_invalid' })

const plain = (key: string, value: unknown): unknown => {
  if (key.startsWith('$')) return undefined
  return typeof value === 'bigint' ? value.toString() : value
}

/** A short hash of the query that a token belongs to. */
export const queryHash = (query: unknown): string =>
  createHash('sha256').update(JSON.stringify(query, plain)).digest('base64url').slice(0, 16)

/** Writes down after which sort values the next page begins, for the query with that hash. */
export const writeToken = (hash: string, values: readonly SortValue[]): string =>
  Buffer.from(JSON.stringify([hash, ...values])).toString('base64url')

/** Databases know no day before the year 0 or after 9999. */
const isStorable = (date: Date): boolean => date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999

const valueOf = (value: unknown, type: SortType): SortValue => {
  if (value === null) return null
  if (type === 'number' && typeof value === 'number' && Number.isFinite(value)) return value
  if (type === 'ascii' && typeof value === 'string' && /^[\x20-\x7e]*$/.test(value)) return value
  if (type === 'string' && typeof value === 'string' && !isUnsafeText(value)) return value
  const date = type === 'date' && typeof value === 'string' ? new Date(value) : undefined
  if (!date || !isStorable(date)) throw refused()
  return date
}

const parse = (token: string): unknown => {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString())
  } catch {
    throw refused()
  }
}

/** The sort values in a token. Throws `page_token_invalid` when it is malformed or belongs to another query. */
export const readToken = (token: string, hash: string, types: readonly SortType[]): SortValue[] => {
  const parts = parse(token)
  if (!Array.isArray(parts) || parts.length !== types.length + 1 || parts[0] !== hash) throw refused()
  return types.map((type, index) => valueOf(parts[index + 1], type))
}
