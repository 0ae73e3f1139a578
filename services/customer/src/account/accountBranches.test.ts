import { columnValues, sees, type Actor } from '@rapport/chassis'
import { inTenant } from '@rapport/chassis/testing'
import { AccountService } from '@rapport/proto/customer'
import { aSeller, startCustomer, type CustomerTest } from '../testing/customerTest'
import { AccountModel, type AccountRow } from './AccountModel'
import { newAccount } from './newAccount'
import { addCollaborators } from './recordAccounts'

const tenantId = 11
const rows = 3_000
const pageSize = 50
const idOf = (kind: string, at: number) => `0000000${kind}-0000-7000-8000-${String(at).padStart(12, '0')}`
const me = idOf('1', 0)
const reports = [idOf('1', 1), idOf('1', 2)]
const departments = [idOf('d', 0), idOf('d', 1)]

// Of 3,000 accounts 60 are mine, 60 my reports', 120 in my departments (30 of them mine), and 20 shared with me.
const ownerOf = (at: number) => idOf('1', at % 50 === 0 ? 0 : at % 100 === 1 ? 1 : at % 100 === 2 ? 2 : 3 + (at % 7))
const departmentOf = (at: number) => idOf('d', at % 25 === 0 ? (at >> 4) % 2 : 2 + (at % 5))
const moment = (at: number) => new Date(Date.UTC(2026, 0, 1) + (((at * 7) % rows) >> 2) * 1_000)

const accounts: AccountRow[] = Array.from({ length: rows }, (_, at) => ({
  ...newAccount(
    { name: `第${at}号公司`, nameSort: `di${String((at * 13) % rows).padStart(6, '0')}hao` },
    { actor: aSeller('ALL', { tenantId, id: ownerOf(at), departmentId: departmentOf(at) }), channel: 'UI' },
    { id: idOf('a', at), number: `C-20260101-${at}`, now: moment(at) },
  ),
  collaborators: at % 150 === 7 ? [{ userId: me, right: 'VIEW' }] : [],
  lastFollowUpAt: at % 3 ? moment(at) : null,
}))

describe('accounts of who sees only some of them', () => {
  let test: CustomerTest

  beforeAll(async () => {
    test = await startCustomer()
    const { database } = test
    await inTenant(tenantId, () =>
      database.transaction(async (transaction) => {
        const values = accounts.map((row) => columnValues(AccountModel, row))
        await database.insertRows('accounts', values, { transaction })
        await addCollaborators(database, accounts, transaction)
      }),
    )
  })
  afterAll(() => test.stop())

  const actorOf = (scope: 'OWN' | 'REPORTS' | 'TEAM'): Actor =>
    aSeller(scope, { tenantId, id: me, reports, departmentTree: departments, departmentId: departments[0] ?? '' })

  const expected = (as: Actor, orderBy: string): string[] => {
    const [key = '', order] = orderBy.split(' ')
    const valueOf = (row: AccountRow) =>
      key === 'name' ? row.nameSort : ({ ...row }[key as 'updatedAt' | 'lastFollowUpAt']?.toISOString() ?? '')
    const sign = order === 'desc' ? -1 : 1
    const order2 = (a: string, b: string) => (a < b ? -1 : Number(a > b))
    return accounts
      .filter((row) => sees(as, 'customer.account', row) || row.collaborators.length > 0)
      .sort((a, b) => sign * (order2(valueOf(a), valueOf(b)) || order2(a.id, b.id)))
      .map(({ id }) => id)
  }

  // Each branch reads a page of its own at most. What is sorted is read as a whole: by the index, as a row, and again in order.
  it.each([
    ['OWN', 'updatedAt desc', 51 + 4 * 22],
    ['OWN', 'updatedAt', 51 + 4 * 22],
    ['OWN', 'name', 3 * (60 + 22)],
    ['OWN', 'lastFollowUpAt desc', 3 * (60 + 22)],
    ['OWN', 'lastFollowUpAt', 3 * (60 + 22)],
    ['REPORTS', 'updatedAt desc', 3 * 51 + 4 * 22 + 51],
    ['REPORTS', 'name desc', rows],
    ['TEAM', 'updatedAt desc', 5 * 51 + 4 * 22 + 51],
    ['TEAM', 'updatedAt', 5 * 51 + 4 * 22 + 51],
    ['TEAM', 'lastFollowUpAt', rows],
  ] as const)('%s by %s are all there, in order, for at most %d rows a page', async (scope, orderBy, limit) => {
    const as = actorOf(scope)
    const found: string[] = []
    const costs: number[] = []
    for (let pageToken = '', end = false; !end;) {
      const { rowsExamined } = await test.countStatements(async () => {
        const request = { pageSize, pageToken, orderBy }
        const page = await test.call(AccountService.method.listAccounts, request, { as })
        found.push(...page.accounts.map(({ id }) => id))
        pageToken = page.nextPageToken
        end = !pageToken
      })
      costs.push(rowsExamined)
    }
    expect(found).toEqual(expected(as, orderBy))
    expect(Math.max(...costs)).toBeLessThanOrEqual(limit)
    const { count, exact } = await test.call(AccountService.method.countAccounts, {}, { as })
    expect([count, exact]).toEqual([found.length, true])
  })

  it('are the same, and as many, for who has more reports than there are branches', async () => {
    const others = Array.from({ length: 40 }, (_, at) => idOf('2', at))
    const as = { ...actorOf('REPORTS'), reports: [...reports, ...others] }
    const { accounts: found } = await test.call(AccountService.method.listAccounts, { pageSize: 200 }, { as })
    const wanted = expected(as, 'updatedAt desc')
    expect(found.map(({ id }) => id)).toEqual(wanted.slice(0, 200))
    const { count } = await test.call(AccountService.method.countAccounts, {}, { as })
    expect(count).toBe(wanted.length)
  })

  it('are filtered in every branch', async () => {
    const as = actorOf('TEAM')
    const filter = { createdAfter: { seconds: BigInt(Date.UTC(2026, 0, 1) / 1000 + 300), nanos: 0 } }
    const { accounts: found } = await test.call(AccountService.method.listAccounts, { pageSize: 200, filter }, { as })
    const late = new Set(
      accounts.filter(({ createdAt }) => createdAt.getTime() >= Date.UTC(2026, 0, 1) + 300_000).map(({ id }) => id),
    )
    expect(found.map(({ id }) => id)).toEqual(
      expected(as, 'updatedAt desc')
        .filter((id) => late.has(id))
        .slice(0, 200),
    )
  })
})
