import { columnValues } from '@rapport/chassis'
import { inTenant } from '@rapport/chassis/testing'
import { AccountService } from '@rapport/proto/customer'
import { aSeller, startCustomer, type CustomerTest } from '../testing/customerTest'
import { AccountModel } from './AccountModel'
import { newAccount } from './newAccount'

// A bound against hanging for the longest list.
jest.setTimeout(600_000)

/** `LIST_ROWS=1000000` for the longest list that is promised. */
const rows = Number(process.env['LIST_ROWS'] || 100_000)
const block = 2_000
const start = Date.UTC(2026, 0, 1)

const idPrefix = '0000000a-0000-7000-8000-0000'
const idAt = (place: number) => `${idPrefix}${String(place).padStart(8, '0')}`
const momentAt = (place: number) => new Date(start + place * 1_000)

// What tells the copies of a block of accounts apart, with `:shift` added to the place of each.
const placeOf = (column: string, from: number) => `LPAD(SUBSTRING(${column}, ${from}) + :shift, 8, '0')`
const shifted: Readonly<Record<string, string>> = {
  id: `CONCAT(LEFT(id, 28), ${placeOf('id', 29)})`,
  number: `CONCAT('C-', ${placeOf('number', 3)})`,
  name: `CONCAT('公司', ${placeOf('name', 3)})`,
  name_sort: `CONCAT('gs', ${placeOf('name_sort', 3)})`,
  ...Object.fromEntries(
    ['created_at', 'updated_at', 'last_follow_up_at'].map((column) => [column, `${column} + INTERVAL :shift SECOND`]),
  ),
}

let test: CustomerTest
const as = aSeller('ALL', { tenantId: 9 })

beforeAll(async () => {
  test = await startCustomer()
  const accounts = Array.from({ length: block }, (_, at) => {
    const place = String(at).padStart(8, '0')
    const now = momentAt(at)
    return {
      ...newAccount(
        { name: `公司${place}`, nameSort: `gs${place}` },
        { actor: as, channel: 'UI' },
        { id: idAt(at), number: `C-${place}`, now },
      ),
      lastFollowUpAt: at % 4 ? now : null,
    }
  })
  const values = accounts.map((account) => columnValues(AccountModel, account))
  const columns = Object.keys(values[0] ?? {})
  const copy = `INSERT INTO accounts (${columns.join(', ')})
    SELECT ${columns.map((column) => shifted[column] ?? column).join(', ')} FROM accounts
    WHERE tenant_id = :tenantId AND id < :end`
  const within = <T>(work: () => Promise<T>) => inTenant(as.tenantId, work)
  await within(() =>
    test.database.transaction((transaction) => test.database.insertRows('accounts', values, { transaction })),
  )
  for (let shift = block; shift < rows; shift += block)
    await within(() => test.database.execute(copy, { shift, end: idAt(block) }))
})
afterAll(() => test.stop())

const list = (orderBy: string, pageToken: string) =>
  test.call(AccountService.method.listAccounts, { pageSize: 50, pageToken, orderBy }, { as })

/** The token of the page that begins behind a row: one that the service gave, with the sort values of that row. */
const behind = (token: string, value: unknown, place: number): string => {
  const [query] = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[]
  return Buffer.from(JSON.stringify([query, value, idAt(place)])).toString('base64url')
}

const name = (place: number) => `gs${String(place).padStart(8, '0')}`
const followed = (place: number) => (place % 4 ? momentAt(place) : null)

it.each([
  ['updatedAt', momentAt],
  ['createdAt', momentAt],
  ['name', name],
  ['lastFollowUpAt', followed],
] as const)(`costs the same on the first and on the last of ${rows} accounts: by %s`, async (sort, valueAt) => {
  for (const orderBy of [sort, `${sort} desc`]) {
    const { nextPageToken } = await list(orderBy, '')
    const places = [200, 201, rows / 2, rows / 2 + 1, rows - 200, rows - 201]
    for (const token of ['', ...places.map((place) => behind(nextPageToken, valueAt(place), place))]) {
      let found = 0
      const { rowsExamined } = await test.countStatements(async () => {
        found = (await list(orderBy, token)).accounts.length
      })
      expect(found).toBe(50)
      expect(rowsExamined).toBeLessThanOrEqual(60)
    }
  }
})
