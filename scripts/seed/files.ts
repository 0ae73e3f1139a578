import { chineseCompany, englishCompany, nothingTaken, privatePerson, type DemoAccount } from './accounts'
import { randomFrom } from './random'
import { places } from './words/places'

/** A customer list that somebody of the demo company imports. */
export interface DemoFile {
  /** Login of the person who imports it and then owns its accounts. */
  owner: string
  name: string
  encoding: 'utf-8' | 'utf-8-bom' | 'gb18030'
  language: 'zh-CN' | 'en'
  accounts: DemoAccount[]
}

type Plan = Omit<DemoFile, 'accounts'> & { where: keyof typeof places | 'abroad'; count: number; persons?: number }

const plans: readonly Plan[] = [
  {
    ...{ owner: 'wangfang', name: '华东客户名单.csv', encoding: 'utf-8-bom', language: 'zh-CN' },
    ...{ where: 'east', count: 270, persons: 30 },
  },
  {
    ...{ owner: 'wangfang', name: '工博会展商名片.csv', encoding: 'gb18030', language: 'zh-CN' },
    ...{ where: 'east', count: 160 },
  },
  {
    ...{ owner: 'liqiang', name: '苏浙沪存量客户.csv', encoding: 'utf-8', language: 'zh-CN' },
    ...{ where: 'east', count: 400, persons: 20 },
  },
  {
    ...{ owner: 'zhaomin', name: '华南客户名单.csv', encoding: 'utf-8-bom', language: 'zh-CN' },
    ...{ where: 'south', count: 390, persons: 30 },
  },
  {
    ...{ owner: 'davidchen', name: '深圳广州客户.csv', encoding: 'utf-8', language: 'zh-CN' },
    ...{ where: 'south', count: 200 },
  },
  {
    ...{ owner: 'davidchen', name: 'overseas-customers.csv', encoding: 'utf-8', language: 'en' },
    ...{ where: 'abroad', count: 120 },
  },
  {
    ...{ owner: 'sunli', name: '全国大客户.csv', encoding: 'utf-8-bom', language: 'zh-CN' },
    ...{ where: 'country', count: 260 },
  },
  {
    ...{ owner: 'zhangwei', name: '销售部公共客户.csv', encoding: 'utf-8-bom', language: 'zh-CN' },
    ...{ where: 'country', count: 120 },
  },
]

/** The account that the demo company throws away again; its importer may delete. */
export const discarded = { owner: 'zhangwei', name: '上海启明贸易有限公司（重复录入）' }

const discardedAccount = (): DemoAccount => ({
  ...{ name: discarded.name, kind: 'COMPANY', shortName: '', creditCode: '', level: '', industry: '贸易批发' },
  ...{ region: '上海市浦东新区', address: '', phone: '', email: '', website: '', source: '电话开发', tags: [] },
  ...{ remark: '与已有客户重复，移入回收站。', contacts: [] },
})

/** All lists of the demo company: 2,000 accounts that stay and one that does not. The same in every run. */
export const demoFiles = (): DemoFile[] => {
  const taken = nothingTaken()
  return plans.map(({ where, count, persons = 0, ...file }) => {
    const random = randomFrom(`${file.owner} ${file.name}`)
    const accounts = Array.from({ length: count }, () =>
      where === 'abroad' ? englishCompany(taken, random) : chineseCompany(places[where], taken, random),
    )
    const people = Array.from({ length: where === 'abroad' ? 0 : persons }, () =>
      privatePerson(places[where === 'abroad' ? 'east' : where], taken, random),
    )
    const extra = file.owner === discarded.owner ? [discardedAccount()] : []
    return { ...file, accounts: [...random.shuffled([...accounts, ...people]), ...extra] }
  })
}
