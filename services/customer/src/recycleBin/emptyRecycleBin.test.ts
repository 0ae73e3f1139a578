import { AccountService } from '@rapport/proto/customer'
import { inTenant } from '@rapport/chassis/testing'
import { aSeller, startCustomer, type CustomerTest } from '../testing/customerTest'
import { emptyRecycleBin } from './emptyRecycleBin'

describe('emptyRecycleBin', () => {
  let test: CustomerTest
  beforeAll(async () => {
    test = await startCustomer()
  })
  afterAll(() => test.stop())

  const emptyAfter = (days: number) =>
    inTenant(0, () =>
      emptyRecycleBin({
        ...test.deps,
        accountNumbers: () => Promise.resolve([]),
        clock: () => new Date(Date.now() + days * 24 * 3_600_000),
      }),
    )

  it('keeps what was deleted for 30 days, then deletes it with all that belongs to it', async () => {
    const as = aSeller('ALL', { tenantId: 9 })
    const stays = await test.anAccount({ name: '留下的客户' }, as)
    const goes = await test.anAccount({ name: '删除的客户' }, as)
    await test.aContact({ accountId: goes.id, name: '随客户' }, as)
    await test.call(AccountService.method.deleteAccount, { id: goes.id }, { as })
    const read = (id: string) => test.call(AccountService.method.getAccount, { id }, { as })

    await emptyAfter(29)
    await expect(read(goes.id)).resolves.toMatchObject({ id: goes.id })
    await emptyAfter(31)
    await expect(read(goes.id)).rejects.toMatchObject({ kind: 'notFound' })
    await expect(read(stays.id)).resolves.toMatchObject({ id: stays.id })
    const left = await inTenant(9, () => test.database.select('SELECT id FROM contacts WHERE tenant_id = :tenantId'))
    expect(left).toEqual([])
  })
})
