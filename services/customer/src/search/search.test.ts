import { inTenant } from '@rapport/chassis/testing'
import { AccountService, ContactService, SearchService } from '@rapport/proto/customer'
import { aSeller, startCustomer, type CustomerTest } from '../testing/customerTest'
import { indexTokens } from './tokens'

const nothing = { names: [], phones: [], emails: [], codes: [] }

describe('search', () => {
  let test: CustomerTest
  const tenantId = 3
  const as = aSeller('ALL', { tenantId })
  beforeAll(async () => {
    test = await startCustomer()
    const mobile = await test.anAccount({ name: '中国移动通信有限公司', phones: ['010-62538800'] }, as)
    await test.anAccount({ name: '中国电信股份有限公司', emails: ['service@telecom.example.cn'] }, as)
    await test.anAccount({ name: 'Blue Ocean Trading Ltd', creditCode: '91350100M000100Y43' }, as)
    await test.aContact({ accountId: mobile.id, name: '单伟', phones: ['13812345678'], wechat: 'shanghai_wei' }, as)
  })
  afterAll(() => test.stop())

  const names = async (q: string, actor = as) => {
    const { hits } = await test.call(SearchService.method.search, { q }, { as: actor })
    return hits.map(({ name }) => name)
  }

  it.each([
    ['移动通信', '中国移动通信有限公司'],
    ['zgyd', '中国移动通信有限公司'],
    ['dianxin', '中国电信股份有限公司'],
    ['ocean', 'Blue Ocean Trading Ltd'],
    ['62538800', '中国移动通信有限公司'],
    ['5678', '单伟'],
    ['telecom.example', '中国电信股份有限公司'],
    ['91350100', 'Blue Ocean Trading Ltd'],
    ['shanwei', '单伟'],
    ['单', '单伟'],
    ['单伟 5678', '单伟'],
    ['中国 62538800', '中国移动通信有限公司'],
  ])('finds by %s', async (q, name) => {
    expect(await names(q)).toContain(name)
  })

  it('finds nothing for what is not there, and survives operators', async () => {
    for (const q of ['不存在的公司', '+-*"()~<>@', '%', "' OR 1=1 --"]) expect(await names(q)).toEqual([])
  })

  it('shows only what the caller may see', async () => {
    expect(await names('中国', aSeller('OWN', { tenantId }))).toEqual([])
    expect(await names('中国', aSeller('ALL', { tenantId: 4 }))).toEqual([])
  })

  it('shows a WeChat id to those only whose role may read it', async () => {
    const { hits } = await test.call(SearchService.method.search, { q: 'shanghai_wei' }, { as })
    expect(hits).toMatchObject([{ name: '单伟', matched: 'shanghai_wei', matchedField: 'wechat' }])
    for (const rule of ['MASKED', 'HIDDEN'] as const)
      expect(await names('shanghai_wei', { ...as, fieldRules: { 'contact.wechat': rule } })).toEqual([])
  })

  it('finds contacts for those only who may read contacts', async () => {
    const permissions = new Set(['customer.account.read'])
    expect(await names('5678', { ...as, permissions })).toEqual([])
    expect(await names('移动通信', { ...as, permissions })).toEqual(['中国移动通信有限公司'])
  })

  it('keeps the words of what is there, and no others', async () => {
    const words = async (documentId: string) => {
      const rows = await inTenant(tenantId, () =>
        test.database.select<{ word: string }>(
          'SELECT word FROM search_words WHERE tenant_id = :tenantId AND document_id = :documentId',
          { documentId },
        ),
      )
      return rows.map(({ word }) => word).sort()
    }
    const wordsOf = (...texts: string[]) =>
      indexTokens({ ...nothing, names: texts })
        .split(' ')
        .sort()
    const withNumber = (number: string, name: string) =>
      indexTokens({ ...nothing, names: [name], codes: [number] })
        .split(' ')
        .sort()
    const account = await test.anAccount({ name: '晨光文具' }, as)
    const contact = await test.aContact({ accountId: account.id, name: '陆羽' }, as)
    expect(await words(account.id)).toEqual(withNumber(account.number, '晨光文具'))
    expect(await words(contact.id)).toEqual(wordsOf('陆羽'))

    await test.call(
      AccountService.method.updateAccount,
      {
        id: account.id,
        account: { name: '暮色文具' },
        updateMask: { paths: ['name'] },
        expectedVersion: account.version,
      },
      { as },
    )
    expect(await words(account.id)).toEqual(withNumber(account.number, '暮色文具'))
    await test.call(AccountService.method.deleteAccount, { id: account.id }, { as })
    expect([...(await words(account.id)), ...(await words(contact.id))]).toEqual([])
    await test.call(AccountService.method.restoreAccount, { id: account.id }, { as })
    expect(await words(contact.id)).toEqual(wordsOf('陆羽'))
    await test.call(ContactService.method.deleteContact, { id: contact.id }, { as })
    expect(await words(contact.id)).toEqual([])
  })
})
