import type { Actor, FieldRule } from '@rapport/chassis'
import { AccountService, ContactService, SearchService } from '@rapport/proto/customer'
import { aSeller, startCustomer, type CustomerTest } from '../testing/customerTest'

const tenantId = 31
const reader = aSeller('ALL', { tenantId })

const fields = [
  { key: 'account.phones', whole: '010-62538800', parts: ['6253', '8800', '01062538800', '港口 8800'] },
  { key: 'account.emails', whole: 'service@telecom.example.cn', parts: ['serv', 'telecom.ex', '港口 service'] },
  { key: 'account.creditCode', whole: '91350100M000100Y43', parts: ['9135', '91350100M000100Y43', 'M000'] },
  { key: 'contact.phones', whole: '13812345678', parts: ['1381', '5678', '+86 13812345678', '单伟 5678'] },
  { key: 'contact.emails', whole: 'shan@example.com', parts: ['shan@ex', '单伟 shan@example.com'] },
  { key: 'contact.wechat', whole: 'harbour_wei', parts: ['harb', 'harbour_wei'] },
] as const

describe('words that stand in a field which the role may not read in full', () => {
  let test: CustomerTest
  beforeAll(async () => {
    test = await startCustomer()
    const { id: accountId } = await test.anAccount(
      {
        ...{ name: '港口贸易有限公司', phones: [fields[0].whole] },
        ...{ emails: [fields[1].whole], creditCode: fields[2].whole },
      },
      reader,
    )
    await test.aContact(
      {
        ...{ accountId, name: '单伟', phones: [fields[3].whole] },
        ...{ emails: [fields[4].whole], wechat: fields[5].whole },
      },
      reader,
    )
  })
  afterAll(() => test.stop())

  const found = async (q: string, as: Actor) => {
    const { accounts } = await test.call(AccountService.method.listAccounts, { filter: { q } }, { as })
    const { count } = await test.call(AccountService.method.countAccounts, { filter: { q } }, { as })
    const { contacts } = await test.call(ContactService.method.listContacts, { q }, { as })
    const { hits } = await test.call(SearchService.method.search, { q }, { as })
    expect(count).toBe(accounts.length)
    return [...accounts, ...contacts, ...hits].map(({ name }) => name)
  }

  const everyPart = fields.flatMap(({ key, parts }) => parts.map((part) => [key, part] as const))
  const having = (key: string, rule: FieldRule): Actor => ({ ...reader, fieldRules: { [key]: rule } })

  it.each(everyPart)('find nothing: %s by %s', async (key, part) => {
    expect(await found(part, having(key, 'READ'))).not.toEqual([])
    for (const rule of ['HIDDEN', 'MASKED'] as const) expect(await found(part, having(key, rule))).toEqual([])
  })

  it.each(fields)('do not keep others from being found: $key', async ({ key }) => {
    const as = having(key, 'HIDDEN')
    expect(await found('港口', as)).toEqual(['港口贸易有限公司', '港口贸易有限公司'])
    expect(await found('shanwei', as)).toEqual(['港口贸易有限公司', '单伟', '单伟'])
    expect(await found('港口 nobody', as)).toEqual([])
  })

  it.each(fields.slice(0, 3))('do not count as a duplicate: $key', async ({ key, whole }) => {
    const request = { [key.slice('account.'.length)]: /phones|emails/.test(key) ? [whole] : whole }
    const duplicates = async (as: Actor) =>
      (await test.call(AccountService.method.findDuplicateAccounts, request, { as })).duplicates
    expect(await duplicates(reader)).toHaveLength(1)
    for (const rule of ['HIDDEN', 'MASKED'] as const) expect(await duplicates(having(key, rule))).toEqual([])
  })

  it('find no account by its contacts for who may not read contacts', async () => {
    const as = { ...reader, permissions: new Set(['customer.account.read']) }
    for (const words of ['单伟', '1381', 'harb', 'shan@ex']) {
      const request = { filter: { q: words } }
      expect((await test.call(AccountService.method.listAccounts, request, { as: reader })).accounts).toHaveLength(1)
      expect((await test.call(AccountService.method.listAccounts, request, { as })).accounts).toEqual([])
      expect((await test.call(AccountService.method.countAccounts, request, { as })).count).toBe(0)
      expect((await test.call(SearchService.method.search, { q: words }, { as })).hits).toEqual([])
    }
  })

  it('costs those who may read everything no more than the index', async () => {
    const list = () => test.call(AccountService.method.listAccounts, { filter: { q: '62538800' } }, { as: reader })
    expect((await test.countStatements(list)).statements).toBe(1)
  })
})
