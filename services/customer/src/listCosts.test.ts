import { columnValues } from '@rapport/chassis'
import { inTenant } from '@rapport/chassis/testing'
import { AccountService, ContactService, FollowUpService } from '@rapport/proto/customer'
import { AccountModel } from './account/AccountModel'
import { newAccount } from './account/newAccount'
import { ContactModel } from './contact/ContactModel'
import { newContact } from './contact/newContact'
import { FollowUpModel } from './followUp/FollowUpModel'
import { aSeller, startCustomer, type CustomerTest } from './testing/customerTest'
import { ActivityModel } from './timeline/ActivityModel'

const rows = 3_000
const pageSize = 50
const start = Date.UTC(2026, 0, 1)
// Four rows share each moment, and every third account was never followed up.
const moment = (at: number) => new Date(start + (at >> 2) * 1_000)
const idOf = (kind: string, at: number) => `0000000${kind}-0000-7000-8000-${String(at).padStart(12, '0')}`

describe('the cost of lists', () => {
  let test: CustomerTest
  const as = aSeller('ALL', { tenantId: 9 })
  const accountId = idOf('a', 0)

  beforeAll(async () => {
    test = await startCustomer()
    const every = <T>(make: (at: number) => T) => Array.from({ length: rows }, (_, at) => make(at))
    const accounts = every((at) => ({
      ...newAccount(
        { name: `第${at}号公司`, nameSort: `di${String(at).padStart(6, '0')}hao` },
        { actor: as, channel: 'UI' },
        { id: idOf('a', at), number: `C-20260101-${at}`, now: moment(at) },
      ),
      lastFollowUpAt: at % 3 ? moment(at) : null,
    }))
    const contacts = every((at) =>
      newContact({ accountId: idOf('a', at % 2 ? 0 : at), name: `联系人${at}` }, as, {
        id: idOf('c', at),
        now: moment(at),
      }),
    )
    const followUps = every((at) => ({
      id: idOf('f', at),
      tenantId: as.tenantId,
      accountId: idOf('a', at % 2 ? 0 : at),
      contactId: '',
      method: 'PHONE',
      content: `第${at}次`,
      happenedAt: moment(at),
      nextAt: null,
      ownerId: as.id,
      ownerName: as.name,
      version: 1,
      createdAt: moment(at),
      updatedAt: moment(at),
      deletedAt: null,
    }))
    const activities = followUps.map(({ id, happenedAt, content }) => ({
      id: id.replace('f', 'e'),
      tenantId: as.tenantId,
      accountId,
      kind: 'FOLLOW_UP',
      happenedAt,
      actorId: as.id,
      actorName: as.name,
      objectId: id,
      content,
      method: 'PHONE',
      changedFields: [],
      nextAt: null,
    }))
    const written: [string, Record<string, unknown>[]][] = [
      ['accounts', accounts.map((row) => columnValues(AccountModel, row))],
      ['contacts', contacts.map((row) => columnValues(ContactModel, row))],
      ['follow_ups', followUps.map((row) => columnValues(FollowUpModel, row))],
      ['activities', activities.map((row) => columnValues(ActivityModel, row))],
    ]
    await inTenant(as.tenantId, () =>
      test.database.transaction(async (transaction) => {
        for (const [table, values] of written) await test.database.insertRows(table, values, { transaction })
      }),
    )
  })
  afterAll(() => test.stop())

  const accountsBy = (orderBy: string, filter = {}) =>
    [
      `accounts by ${orderBy}`,
      (page: object) => test.call(AccountService.method.listAccounts, { ...page, orderBy, filter }, { as }),
      60,
    ] as const

  it.each([
    ...[
      'updatedAt',
      'updatedAt desc',
      'createdAt desc',
      'name',
      'name desc',
      'lastFollowUpAt',
      'lastFollowUpAt desc',
    ].map((orderBy) => accountsBy(orderBy)),
    accountsBy('updatedAt desc', { ownerId: 'me' }),
    [
      'the timeline of one account',
      (page: object) => test.call(AccountService.method.listTimeline, { ...page, accountId }, { as }),
      60,
    ] as const,
    // One row of the account for each contact, and one of account and contact for each follow-up.
    ['contacts', (page: object) => test.call(ContactService.method.listContacts, page, { as }), 120] as const,
    [
      'contacts of an account',
      (page: object) => test.call(ContactService.method.listContacts, { ...page, accountId }, { as }),
      120,
    ] as const,
    ['follow-ups', (page: object) => test.call(FollowUpService.method.listFollowUps, page, { as }), 180] as const,
    [
      'my follow-ups',
      (page: object) => test.call(FollowUpService.method.listFollowUps, { ...page, ownerId: 'me' }, { as }),
      180,
    ] as const,
  ])('is the same on every page: %s', async (_, read, limit) => {
    const costs: number[] = []
    for (let pageToken = '', end = false; !end;) {
      const cost = await test.countStatements(async () => {
        const page = await read({ pageSize, pageToken })
        pageToken = page.nextPageToken
        end = !pageToken
      })
      costs.push(cost.rowsExamined)
    }
    expect(costs.length).toBeGreaterThanOrEqual(rows / 2 / pageSize)
    expect(Math.max(...costs)).toBeLessThanOrEqual(limit)
  })
})
