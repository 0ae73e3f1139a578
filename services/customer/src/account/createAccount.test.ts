import { AccountService } from '@rapport/proto/customer'
import { aSeller, startCustomer, type CustomerTest } from '../testing/customerTest'

describe('createAccount', () => {
  let test: CustomerTest
  const seller = aSeller()
  beforeAll(async () => {
    test = await startCustomer()
  })
  afterAll(() => test.stop())

  const create = (account: object, options: object = {}, allowDuplicates = false) =>
    test.call(AccountService.method.createAccount, { account, allowDuplicates }, { as: seller, ...options })

  it('records an account of the caller with number, owner and version 1', async () => {
    const account = await create({ name: '上海明德贸易有限公司', phones: ['021-62538800'] })
    expect(account).toMatchObject({
      name: '上海明德贸易有限公司',
      ownerId: seller.id,
      version: 1,
      lifecycle: 1,
      number: expect.stringMatching(/^C-\d{8}-\d{4,}$/),
    })
    const read = await test.call(AccountService.method.getAccount, { id: account.id }, { as: seller })
    expect(read).toEqual(account)
  })

  it('publishes the fact and the audit entry with it', async () => {
    const { id } = await create({ name: '广州启航物流有限公司' })
    const published = await test.outbox()
    expect(published).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'customer.account.created.v1' }),
        expect.objectContaining({ type: 'chassis.audit.recorded.v1' }),
      ]),
    )
    expect(JSON.stringify(published)).toContain(id)
  })

  it('refuses what looks like an account that exists, and names the fields', async () => {
    await create({ name: '深圳蓝海科技有限公司', phones: ['13911112222'] })
    await expect(create({ name: '另一家公司', phones: ['+86 139 1111 2222'] })).rejects.toMatchObject({
      kind: 'conflict',
      reason: 'account_duplicate',
      violations: [expect.objectContaining({ field: 'phones' })],
    })
    await expect(create({ name: '深圳 蓝海科技 有限公司' })).rejects.toMatchObject({
      violations: [expect.objectContaining({ field: 'name' })],
    })
    await expect(create({ name: '深圳蓝海科技有限公司' }, {}, true)).resolves.toMatchObject({ version: 1 })
  })

  it('never takes the same credit code twice, not even at the same time', async () => {
    const creditCode = '91350100M000100Y43'
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, (_, index) => create({ name: `同码公司${index}`, creditCode }, {}, true)),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of tries) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ reason: 'credit_code_taken' })
    }
  })

  it('has its effect once for one idempotency key', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => create({ name: '一次就好有限公司' }, { idempotencyKey: 'only-once' })),
    )
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    await expect(create({ name: '别的内容' }, { idempotencyKey: 'only-once' })).rejects.toMatchObject({
      kind: 'idempotencyMismatch',
    })
  })

  it('keeps the names of other tenants apart', async () => {
    await create({ name: '各自的公司' })
    const other = aSeller('ALL', { tenantId: 2 })
    await expect(create({ name: '各自的公司' }, { as: other })).resolves.toMatchObject({ version: 1 })
  })

  it('refuses a caller without the permission', async () => {
    await expect(create({ name: 'x' }, { as: { ...seller, permissions: new Set() } })).rejects.toMatchObject({
      kind: 'denied',
    })
  })
})
