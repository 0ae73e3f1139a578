import {
  AccountService,
  ContactService,
  FollowUpService,
  TimelineEntry_Kind,
  TodayService,
} from '@rapport/proto/customer'
import { toTimestamp } from '@rapport/chassis'
import { aSeller, startCustomer, type CustomerTest } from '../testing/customerTest'

describe('contacts, follow-ups and the timeline', () => {
  let test: CustomerTest
  const tenantId = 5
  const as = aSeller('OWN', { tenantId })
  beforeAll(async () => {
    test = await startCustomer()
  })
  afterAll(() => test.stop())

  const timeline = async (accountId: string) => {
    const { entries } = await test.call(AccountService.method.listTimeline, { accountId }, { as })
    return entries.map(({ kind }) => TimelineEntry_Kind[kind])
  }

  it('shows a new contact and a follow-up on the timeline, newest first', async () => {
    const { id } = await test.anAccount({ name: '时间线客户' }, as)
    const contact = await test.aContact({ accountId: id, name: '李娜', phones: ['13900001111'] }, as)
    const followUp = await test.aFollowUp({ accountId: id, contactId: contact.id, content: '电话沟通了需求' }, as)
    expect(followUp).toMatchObject({ contactName: '李娜', accountName: '时间线客户', ownerName: as.name })
    expect(await timeline(id)).toEqual(['FOLLOW_UP', 'CONTACT_ADDED', 'ACCOUNT_CREATED'])
    const account = await test.call(AccountService.method.getAccount, { id }, { as })
    expect(account.lastFollowUpAt).toEqual(followUp.happenedAt)
  })

  it('follows a change and a removal of a follow-up', async () => {
    const { id } = await test.anAccount({ name: '改记录客户' }, as)
    const followUp = await test.aFollowUp({ accountId: id, content: '第一版' }, as)
    const write = { id: followUp.id, followUp: { content: '第二版' }, updateMask: { paths: ['content'] } }
    await test.call(FollowUpService.method.updateFollowUp, { ...write, expectedVersion: 1 }, { as })
    const { entries } = await test.call(AccountService.method.listTimeline, { accountId: id }, { as })
    expect(entries[0]).toMatchObject({ content: '第二版' })
    await test.call(FollowUpService.method.deleteFollowUp, { id: followUp.id }, { as })
    expect(await timeline(id)).toEqual(['ACCOUNT_CREATED'])
    const account = await test.call(AccountService.method.getAccount, { id }, { as })
    expect(account.lastFollowUpAt).toBeUndefined()
  })

  it('lets only the author change a follow-up', async () => {
    const colleague = aSeller('OWN', { tenantId })
    const { id } = await test.anAccount({ name: '协作客户', collaborators: [{ userId: colleague.id, right: 2 }] }, as)
    const followUp = await test.aFollowUp({ accountId: id, content: '我写的' }, as)
    const write = { id: followUp.id, followUp: { content: '改别人的' }, updateMask: { paths: ['content'] } }
    await expect(test.call(FollowUpService.method.updateFollowUp, write, { as: colleague })).rejects.toMatchObject({
      reason: 'follow_up_of_another',
    })
  })

  it('refuses a follow-up in the future and a contact of another account', async () => {
    const { id } = await test.anAccount({ name: '校验客户' }, as)
    const other = await test.anAccount({ name: '别的客户' }, as)
    const stranger = await test.aContact({ accountId: other.id, name: '外人' }, as)
    const happenedAt = toTimestamp(new Date(Date.now() + 3_600_000))
    await expect(test.aFollowUp({ accountId: id, content: 'x', happenedAt }, as)).rejects.toMatchObject({
      violations: [expect.objectContaining({ field: 'happenedAt', reason: 'time_in_future' })],
    })
    await expect(test.aFollowUp({ accountId: id, content: 'x', contactId: stranger.id }, as)).rejects.toMatchObject({
      violations: [expect.objectContaining({ field: 'contactId' })],
    })
  })

  it('moves a contact to the bin and back', async () => {
    const { id: accountId } = await test.anAccount({ name: '联系人客户' }, as)
    const { id } = await test.aContact({ accountId, name: '周杰' }, as)
    await test.call(ContactService.method.deleteContact, { id, expectedVersion: 1 }, { as })
    const list = () => test.call(ContactService.method.listContacts, { accountId }, { as })
    expect((await list()).contacts).toEqual([])
    await test.call(ContactService.method.restoreContact, { id }, { as })
    expect((await list()).contacts).toMatchObject([{ name: '周杰', version: 3 }])
    expect(await timeline(accountId)).toEqual(['CONTACT_ADDED', 'CONTACT_REMOVED', 'CONTACT_ADDED', 'ACCOUNT_CREATED'])
  })

  it('tells the caller whom to contact today', async () => {
    const me = aSeller('OWN', { tenantId: 6 })
    const { id } = await test.anAccount({ name: '该联系的客户' }, me)
    const yesterday = new Date(Date.now() - 36 * 3_600_000)
    await test.aFollowUp(
      {
        accountId: id,
        content: '约了再谈',
        happenedAt: toTimestamp(new Date(Date.now() - 72 * 3_600_000)),
        nextAt: toTimestamp(yesterday),
      },
      me,
    )
    const today = await test.call(TodayService.method.getToday, { timeZone: 'Asia/Shanghai' }, { as: me })
    expect(today.overdue).toMatchObject([{ id }])
    expect(today.recent).toMatchObject([{ id }])
    expect(today.followUps).toMatchObject([{ accountId: id }])
    await expect(test.call(TodayService.method.getToday, { timeZone: 'Mars/Base' }, { as: me })).rejects.toMatchObject({
      violations: [expect.objectContaining({ field: 'timeZone' })],
    })
  })
})
