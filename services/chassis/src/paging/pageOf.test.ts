import fc from 'fast-check'
import { aCall } from '../database/aCall'
import { aDatabase, type TestDatabase } from '../database/aDatabase'
import type { SortColumn } from './keyset'
import { pageOf } from './pageOf'

jest.setTimeout(60_000)

interface Row {
  id: string
  at: Date | null
  rank: number
}

let test: TestDatabase
beforeAll(async () => {
  test = await aDatabase({
    migrations: [
      {
        name: '0001-rows',
        up: `CREATE TABLE rows_of_pages (id CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, tenant_id INT NOT NULL,
          at DATETIME(3) NULL, rank_value INT NOT NULL, name VARCHAR(20) NOT NULL,
          KEY by_at (tenant_id, at, id), KEY by_rank (tenant_id, rank_value, at, id))`,
      },
    ],
  })
})
afterAll(() => test.end())

const fill = (rows: Row[]) =>
  aCall(() =>
    test.database.transaction((transaction) =>
      test.database.insertRows(
        'rows_of_pages',
        rows.map(({ id, at, rank }) => ({ id, at, rank_value: rank, name: `row ${id}` })),
        { transaction },
      ),
    ),
  )
const empty = () => test.admin('DELETE FROM rows_of_pages')

const byTime = (direction: 'asc' | 'desc'): SortColumn[] => [
  { column: 'r.at', direction, type: 'date' },
  { column: 'r.id', direction, type: 'ascii' },
]
const byRank = (direction: 'asc' | 'desc'): SortColumn[] => [
  { column: 'r.rank_value', direction, type: 'number' },
  ...byTime(direction),
]

const page = async (columns: SortColumn[], pageSize: number, pageToken: string) => {
  const index = columns.length === 3 ? 'by_rank' : 'by_at'
  const query = { sort: { key: JSON.stringify(columns), columns, index }, fingerprint: { filter: 1 } }
  const { limit, hint, where, orderBy, seal } = pageOf({ pageSize, pageToken }, query)
  const rows = await test.database.select<Row>(
    `SELECT r.id, r.at, r.rank_value AS \`rank\`, r.name FROM rows_of_pages r ${hint} WHERE r.tenant_id = :tenantId ${where ? `AND ${where.sql}` : ''} ${orderBy} LIMIT :limit`,
    { ...where?.parameters, limit },
  )
  return seal(rows, ({ id, at, rank }) => (columns.length === 3 ? [rank, at, id] : [at, id]))
}

const all = async (columns: SortColumn[], pageSize: number) => {
  const seen: string[] = []
  let token = ''
  do {
    const { rows, nextPageToken } = await page(columns, pageSize, token)
    expect(rows.length).toBeLessThanOrEqual(pageSize)
    seen.push(...rows.map(({ id }) => id))
    token = nextPageToken
  } while (token)
  return seen
}

it('shows every row once, in the order of the database, also among equal and missing values', async () => {
  const row = fc.record({
    id: fc.integer({ min: 1, max: 9_999_999 }).map((id) => String(id).padStart(8, '0')),
    at: fc.option(
      fc.integer({ min: 0, max: 3 }).map((n) => new Date(Date.UTC(2026, 0, 1) + n)),
      { nil: null },
    ),
    rank: fc.integer({ min: 0, max: 2 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 25 }),
      fc.integer({ min: 1, max: 7 }),
      async (rows, pageSize) => {
        await empty()
        await fill(rows)
        for (const columns of [byTime('asc'), byTime('desc'), byRank('asc'), byRank('desc')]) {
          const order = columns.map(({ column, direction }) => `${column} ${direction}`).join(', ')
          const expected = await test.admin<{ id: string }>(`SELECT r.id FROM rows_of_pages r ORDER BY ${order}`)
          expect(await aCall(() => all(columns, pageSize))).toEqual(expected.map(({ id }) => id))
        }
      },
    ),
    { numRuns: 15 },
  )
})

it('costs the same on the last page as on the first, whichever way it is sorted', async () => {
  await empty()
  // 4,000 rows: a third without time, the others four by four at the same moment.
  const at = (index: number) => (index % 3 === 0 ? null : new Date(Date.UTC(2026, 0, 1) + (index >> 2)))
  await fill(
    Array.from({ length: 4000 }, (_, index) => ({
      id: String(index).padStart(8, '0'),
      at: at(index),
      rank: index % 7,
    })),
  )
  await test.admin('ANALYZE TABLE rows_of_pages')
  await aCall(async () => {
    for (const columns of [byTime('asc'), byTime('desc'), byRank('asc'), byRank('desc')]) {
      let token = ''
      let most = 0
      do {
        const before = await test.database.rowsRead()
        token = (await page(columns, 50, token)).nextPageToken
        most = Math.max(most, (await test.database.rowsRead()) - before)
      } while (token)
      expect(most).toBeLessThanOrEqual(60)
    }
  })
})

describe('a page token', () => {
  const query = (fingerprint: unknown, key = 'k') => ({ sort: { key, columns: byTime('desc') }, fingerprint })
  const tokenOf = (fingerprint: unknown) =>
    pageOf({ pageSize: 1, pageToken: '' }, query(fingerprint)).seal([1, 2], () => [new Date(0), 'x']).nextPageToken
  const refused = { kind: 'invalid', violations: [{ field: 'pageToken', reason: 'page_token_invalid' }] }

  it('is good for its own query only', () => {
    const pageToken = tokenOf({ filter: 'a', big: 1n })
    expect(pageOf({ pageSize: 1, pageToken }, query({ filter: 'a', big: 1n })).where?.parameters).toEqual({
      page0: new Date(0),
      page1: 'x',
    })
    expect(() => pageOf({ pageSize: 1, pageToken }, query({ filter: 'b', big: 1n }))).toThrow(
      expect.objectContaining(refused),
    )
    expect(() => pageOf({ pageSize: 1, pageToken }, query({ filter: 'a', big: 1n }, 'other'))).toThrow(
      expect.objectContaining(refused),
    )
  })

  it('is refused when it was not made by us', () => {
    const token = JSON.parse(Buffer.from(tokenOf(1), 'base64url').toString()) as unknown[]
    const forged = [
      ['x'],
      [...token, 1],
      [token[0], 'no date', 'x'],
      [token[0], 1, 'x'],
      [token[0], null, { a: 1 }],
      'x',
      null,
    ]
    for (const parts of forged) {
      const pageToken = Buffer.from(JSON.stringify(parts)).toString('base64url')
      expect(() => pageOf({ pageSize: 1, pageToken }, query(1))).toThrow(expect.objectContaining(refused))
    }
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (pageToken) => {
        expect(() => pageOf({ pageSize: 1, pageToken }, query(1))).toThrow(expect.objectContaining(refused))
      }),
    )
  })

  it('with other values in it is refused, or leads to a page', async () => {
    await empty()
    await fill(['a', 'b'].map((id) => ({ id, at: new Date(0), rank: 1 })))
    const { nextPageToken } = await aCall(() => page(byRank('desc'), 1, ''))
    const [hash] = JSON.parse(Buffer.from(nextPageToken, 'base64url').toString()) as [string]
    const jsonText = fc.oneof(
      fc
        .oneof(fc.date(), fc.double(), fc.string({ unit: 'binary', maxLength: 10 }))
        .map((value) => JSON.stringify(value)),
      fc.constantFrom('null', '1e999', '""', '"\\u0000"', '"\\ud800"', '"+275760-09-13T00:00:00Z"', '{}', '[]'),
    )
    await fc.assert(
      fc.asyncProperty(fc.tuple(jsonText, jsonText, jsonText), async (values) => {
        const token = Buffer.from(`["${hash}",${values.join(',')}]`).toString('base64url')
        const outcome = await aCall(() => page(byRank('desc'), 1, token)).catch((error: unknown) => error)
        if (outcome instanceof Error) expect(outcome).toMatchObject(refused)
        else expect(outcome).toHaveProperty('nextPageToken')
      }),
      { numRuns: 200 },
    )
  })
})

it('gives 50 rows where nothing is asked and 200 at most', () => {
  const limit = (pageSize: number) =>
    pageOf({ pageSize, pageToken: '' }, { sort: { key: '', columns: [] }, fingerprint: 0 }).limit
  expect([limit(0), limit(10), limit(5000)]).toEqual([51, 11, 201])
  expect(() => limit(-1)).toThrow(expect.objectContaining({ kind: 'invalid' }))
})
