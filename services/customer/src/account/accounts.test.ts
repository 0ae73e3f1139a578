import { AccountService, Collaborator_Right, ContactService, FollowUpService } from '@rapport/proto/customer'
import { aSeller, startCustomer, type CustomerTest } from '../testing/customerTest'

const { method } = AccountService

describe('accounts', () => {
  let test: CustomerTest
  beforeAll(async () => {
    test = await startCustomer()
  })
  afterAll(() => test.stop())

  describe('updateAccount', () => {
    it('changes only the named fields and raises the version', async () => {
      const as = aSeller()
      const { id } = await test.anAccount({ name: '改名前有限公司', industry: '零售' }, as)
      const changed = await test.call(
        method.updateAccount,
        { id, account: { name: '改名后有限公司' }, updateMask: { paths: ['name'] }, expectedVersion: 1 },
        { as },
      )
      expect(changed).toMatchObject({ name: '改名后有限公司', industry: '零售', version: 2 })
    })

    it('refuses a lost update with both versions', async () => {
      const as = aSeller()
      const { id } = await test.anAccount({ name: '并发修改有限公司' }, as)
      const write = (remark: string) =>
        test.call(
          method.updateAccount,
          { id, account: { remark }, updateMask: { paths: ['remark'] }, expectedVersion: 1 },
          { as },
        )
      const results = await Promise.allSettled(['一', '二', '三'].map(write))
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const result of results) {
        if (result.status === 'rejected') {
          expect(result.reason).toMatchObject({ kind: 'stale', params: { expected: '1', actual: '2' } })
        }
      }
    })

    it('leaves everything as it is when nothing changes', async () => {
      const as = aSeller()
      const account = await test.anAccount({ name: '不变有限公司' }, as)
      const same = await test.call(
        method.updateAccount,
        { id: account.id, account: { name: '不变有限公司' }, updateMask: { paths: ['name'] } },
        { as },
      )
      expect(same).toEqual(account)
    })
  })

  describe('who sees what', () => {
    it('hides the accounts of others from who sees only their own, in every door', async () => {
      const tenantId = 11
      const [anna, bob] = [aSeller('OWN', { tenantId }), aSeller('OWN', { tenantId })]
      const hers = await test.anAccount({ name: '安娜的客户' }, anna)
      await test.anAccount({ name: '鲍勃的客户' }, bob)

      const list = await test.call(method.listAccounts, {}, { as: anna })
      expect(list.accounts.map(({ name }) => name)).toEqual(['安娜的客户'])
      await expect(test.call(method.getAccount, { id: hers.id }, { as: bob })).rejects.toMatchObject({
        kind: 'notFound',
      })
      await expect(test.call(method.countAccounts, {}, { as: bob })).resolves.toMatchObject({ count: 1, exact: true })
      await expect(test.call(method.listTimeline, { accountId: hers.id }, { as: bob })).rejects.toMatchObject({
        kind: 'notFound',
      })
      await expect(test.call(method.deleteAccount, { id: hers.id }, { as: bob })).rejects.toMatchObject({
        kind: 'notFound',
      })
    })

    it('lets a collaborator look, and change only with the right to', async () => {
      const tenantId = 12
      const [owner, viewer, editor] = [0, 1, 2].map(() => aSeller('OWN', { tenantId }))
      if (!owner || !viewer || !editor) throw new Error('three actors were arranged')
      const { id } = await test.anAccount(
        {
          name: '共同跟进的客户',
          collaborators: [
            { userId: viewer.id, right: Collaborator_Right.VIEW },
            { userId: editor.id, right: Collaborator_Right.EDIT },
          ],
        },
        owner,
      )
      const write = { id, account: { remark: '改' }, updateMask: { paths: ['remark'] } }
      await expect(test.call(method.getAccount, { id }, { as: viewer })).resolves.toMatchObject({ id })
      await expect(test.call(method.updateAccount, write, { as: viewer })).rejects.toMatchObject({
        reason: 'account_read_only',
      })
      await expect(test.call(method.updateAccount, write, { as: editor })).resolves.toMatchObject({ remark: '改' })
      const list = await test.call(method.listAccounts, {}, { as: viewer })
      expect(list.accounts).toHaveLength(1)
    })

    it('shows a team leader what belongs to the department tree', async () => {
      const tenantId = 13
      const departmentId = '0190b0a0-0000-7000-8000-000000000001'
      const member = aSeller('OWN', { tenantId, departmentId })
      const leader = aSeller('TEAM', { tenantId, departmentTree: [departmentId] })
      await test.anAccount({ name: '部门客户' }, member)
      const list = await test.call(method.listAccounts, {}, { as: leader })
      expect(list.accounts.map(({ name }) => name)).toEqual(['部门客户'])
    })

    it('knows nothing of another tenant', async () => {
      const { id } = await test.anAccount({ name: '别家公司' }, aSeller('ALL', { tenantId: 14 }))
      const stranger = aSeller('ALL', { tenantId: 15 })
      await expect(test.call(method.getAccount, { id }, { as: stranger })).rejects.toMatchObject({ kind: 'notFound' })
    })

    it('tells of a duplicate that the caller may not see only that it exists and whose it is', async () => {
      const tenantId = 16
      const owner = aSeller('OWN', { tenantId })
      await test.anAccount({ name: '撞单客户', phones: ['13700001111'] }, owner)
      const { duplicates } = await test.call(
        method.findDuplicateAccounts,
        { phones: ['137 0000 1111'] },
        { as: aSeller('OWN', { tenantId }) },
      )
      expect(duplicates).toMatchObject([{ id: '', name: '', ownerId: owner.id, matchedFields: ['phones'] }])
    })
  })

  describe('recycle bin', () => {
    it('takes an account out of every list and brings it back', async () => {
      const as = aSeller('ALL', { tenantId: 17 })
      const { id } = await test.anAccount({ name: '回收站客户', phones: ['13600001111'] }, as)
      await test.call(method.deleteAccount, { id, expectedVersion: 1 }, { as })
      expect((await test.call(method.listAccounts, {}, { as })).accounts).toEqual([])
      const bin = await test.call(method.listAccounts, { filter: { deleted: true } }, { as })
      expect(bin.accounts).toMatchObject([{ id, version: 2 }])
      const back = await test.call(method.restoreAccount, { id }, { as })
      expect(back).toMatchObject({ id, version: 3 })
      expect((await test.call(method.listAccounts, { filter: { q: '13600001111' } }, { as })).accounts).toHaveLength(1)
    })
  })

  describe('recycle bin of what belongs to an account', () => {
    it('has its contacts and follow-ups with it, until it comes back', async () => {
      const as = aSeller('ALL', { tenantId: 18 })
      const { id: accountId } = await test.anAccount({ name: '连同联系人' }, as)
      const contact = await test.aContact({ accountId, name: '王五' }, as)
      const followUp = await test.aFollowUp({ accountId, content: '谈过' }, as)
      await test.call(method.deleteAccount, { id: accountId }, { as })
      const contacts = ContactService.method
      const followUps = FollowUpService.method
      const mask = (path: string) => ({ updateMask: { paths: [path] } })
      const { id } = contact
      const note = { id: followUp.id, followUp: { content: '改' }, ...mask('content') }
      const attempts = [
        test.call(contacts.getContact, { id }, { as }),
        test.call(contacts.updateContact, { id, contact: { title: '采购' }, ...mask('title') }, { as }),
        test.call(contacts.deleteContact, { id }, { as }),
        test.call(followUps.getFollowUp, { id: followUp.id }, { as }),
        test.call(followUps.updateFollowUp, note, { as }),
        test.call(followUps.deleteFollowUp, { id: followUp.id }, { as }),
      ]
      for (const attempt of await Promise.allSettled(attempts))
        expect(attempt).toMatchObject({ status: 'rejected', reason: { kind: 'notFound' } })
      await test.call(method.restoreAccount, { id: accountId }, { as })
      await expect(test.call(contacts.getContact, { id }, { as })).resolves.toEqual(contact)
      await expect(test.call(followUps.getFollowUp, { id: followUp.id }, { as })).resolves.toEqual(followUp)
    })
  })

  describe('listAccounts', () => {
    const tenantId = 20
    const as = aSeller('ALL', { tenantId })
    const names = ['安徽', '北京', '重庆', '大连', '福建', '广东', '湖南'].map((place) => `${place}分公司`)
    beforeAll(async () => {
      for (const name of names) await test.anAccount({ name, level: name.startsWith('北京') ? 1 : 3 }, as)
    })

    const walk = async (request: object) => {
      const seen: string[] = []
      for (let pageToken = ''; ;) {
        const page = await test.call(method.listAccounts, { ...request, pageSize: 3, pageToken }, { as })
        seen.push(...page.accounts.map(({ name }) => name))
        if (!page.nextPageToken) return seen
        pageToken = page.nextPageToken
      }
    }

    it('pages through all, each once, in pinyin order', async () => {
      const sorted = await walk({ orderBy: 'name' })
      expect([...sorted].sort()).toEqual([...names].sort())
      expect(sorted[0]).toBe('安徽分公司')
      expect(await walk({ orderBy: 'name desc' })).toEqual([...sorted].reverse())
    })

    it.each(['updatedAt', 'createdAt desc', 'lastFollowUpAt', 'lastFollowUpAt desc'])(
      'pages through all, each once, by %s',
      async (orderBy) => {
        expect([...(await walk({ orderBy }))].sort()).toEqual([...names].sort())
      },
    )

    it('filters', async () => {
      const { accounts } = await test.call(method.listAccounts, { filter: { levels: [1] } }, { as })
      expect(accounts.map(({ name }) => name)).toEqual(['北京分公司'])
    })

    it('refuses a page token of another query', async () => {
      const { nextPageToken } = await test.call(method.listAccounts, { pageSize: 2 }, { as })
      await expect(
        test.call(method.listAccounts, { pageSize: 2, pageToken: nextPageToken, orderBy: 'name' }, { as }),
      ).rejects.toMatchObject({ violations: [expect.objectContaining({ field: 'pageToken' })] })
      await expect(test.call(method.listAccounts, { pageToken: 'rubbish' }, { as })).rejects.toMatchObject({
        violations: [expect.objectContaining({ field: 'pageToken' })],
      })
    })

    it('costs one statement and little more rows than it shows', async () => {
      const cost = await test.countStatements(() => test.call(method.listAccounts, { pageSize: 5 }, { as }))
      expect(cost.statements).toBe(1)
      expect(cost.rowsExamined).toBeLessThanOrEqual(10)
    })
  })
})
