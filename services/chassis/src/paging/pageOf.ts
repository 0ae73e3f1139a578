import { invalid } from '../errors/errors'
import { afterKeyset, type Condition, type SortColumn } from './keyset'
import { queryHash, readToken, writeToken, type SortValue } from './pageToken'

export type { SortColumn } from './keyset'

/** The paging part of a list request. */
export interface PageRequest {
  readonly pageSize: number
  readonly pageToken: string
}

export interface PageQuery {
  /** `key` names the sort; the columns end with one that is unique. NULL counts as the lowest value. */
  readonly sort: {
    readonly key: string
    readonly columns: readonly SortColumn[]
    /** Name of the index that ends with the columns, behind all that the query compares for equality. */
    readonly index?: string
  }
  /** Everything else that decides which rows the query finds: a token of another query is refused. */
  readonly fingerprint: unknown
}

export interface Page {
  /** For `LIMIT :limit`: one row more than the page holds, which tells whether there is a next page. */
  readonly limit: number
  /** For behind the table's alias: `FORCE INDEX (name)`, or nothing when no index was named. Left alone, the optimizer may enter the index at its first row instead of where the page begins. */
  readonly hint: string
  /** For the WHERE clause; absent on the first page. */
  readonly where?: Condition
  /** `ORDER BY ...` */
  readonly orderBy: string
  /** Makes the page from the rows that were found; `sortValues` gives the values of the sort columns of a row. */
  readonly seal: <Row>(
    rows: readonly Row[],
    sortValues: (row: Row) => readonly SortValue[],
  ) => { rows: Row[]; nextPageToken: string }
}

const DEFAULT_SIZE = 50
const MAX_SIZE = 200

const sizeOf = (pageSize: number): number => {
  if (pageSize < 0) throw invalid({ field: 'pageSize', reason: 'too_small', params: { min: 0 } })
  return Math.min(pageSize || DEFAULT_SIZE, MAX_SIZE)
}

// Below a NULL in descending order come only NULLs: sorting by that column would keep the optimizer from the index.
const orderBy = (columns: readonly SortColumn[], values: readonly SortValue[] | undefined): string => {
  const constant = columns.findIndex(({ direction }, index) => direction === 'asc' || values?.[index] !== null)
  const sorted = values ? columns.slice(Math.max(constant, 0)) : columns
  return `ORDER BY ${sorted.map(({ column, direction }) => `${column} ${direction.toUpperCase()}`).join(', ')}`
}

/**
 * How to read one page with the keyset method: the same cost on the last page as on the first.
 * 50 rows where nothing else is asked, at most 200. Throws `invalid` when pageToken is malformed or belongs to another query.
 */
export const pageOf = ({ pageSize, pageToken }: PageRequest, { sort, fingerprint }: PageQuery): Page => {
  const { key, columns, index } = sort
  const size = sizeOf(pageSize)
  const hash = queryHash([key, fingerprint])
  const types = columns.map(({ type }) => type)
  const values = pageToken ? readToken(pageToken, hash, types) : undefined
  return {
    limit: size + 1,
    hint: index ? `FORCE INDEX (${index})` : '',
    ...(values && { where: afterKeyset(columns, values) }),
    orderBy: orderBy(columns, values),
    seal: (found, sortValues) => {
      const rows = found.slice(0, size)
      const last = rows.at(-1)
      return { rows, nextPageToken: found.length > size && last ? writeToken(hash, sortValues(last)) : '' }
    },
  }
}
