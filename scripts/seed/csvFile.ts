import type { DemoAccount } from './accounts'
import type { DemoFile } from './files'
import { gb18030 } from './gb18030'
import type { DemoContact } from './people'

interface Column {
  zh: string
  en: string
  cell: (account: DemoAccount, contact: DemoContact | undefined) => string
}

const kinds = { COMPANY: '公司', PERSON: '个人' }

const columns: readonly Column[] = [
  { zh: '客户名称', en: 'Account name', cell: ({ name }) => name },
  { zh: '客户类型', en: 'Account kind', cell: ({ kind }) => kinds[kind] },
  { zh: '客户简称', en: 'Short name', cell: ({ shortName }) => shortName },
  { zh: '统一社会信用代码', en: 'Credit code', cell: ({ creditCode }) => creditCode },
  { zh: '客户级别', en: 'Level', cell: ({ level }) => level },
  { zh: '行业', en: 'Industry', cell: ({ industry }) => industry },
  { zh: '地区', en: 'Region', cell: ({ region }) => region },
  { zh: '地址', en: 'Address', cell: ({ address }) => address },
  { zh: '公司电话', en: 'Account phone', cell: ({ phone }) => phone },
  { zh: '公司邮箱', en: 'Account email', cell: ({ email }) => email },
  { zh: '网站', en: 'Website', cell: ({ website }) => website },
  { zh: '来源', en: 'Source', cell: ({ source }) => source },
  { zh: '标签', en: 'Tags', cell: ({ tags }) => tags.join(';') },
  { zh: '客户备注', en: 'Account remark', cell: ({ remark }) => remark },
  { zh: '联系人', en: 'Contact name', cell: (_, contact) => contact?.name ?? '' },
  { zh: '职位', en: 'Title', cell: (_, contact) => contact?.title ?? '' },
  { zh: '联系人手机', en: 'Contact phone', cell: (_, contact) => contact?.phone ?? '' },
  { zh: '联系人邮箱', en: 'Contact email', cell: (_, contact) => contact?.email ?? '' },
  { zh: '微信', en: 'WeChat', cell: (_, contact) => contact?.wechat ?? '' },
]

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** The rows of a list with its header: an account with several contacts has a row for each of them. */
export const rowsOf = ({ language, accounts }: Pick<DemoFile, 'language' | 'accounts'>): string[][] => [
  columns.map(({ zh, en }) => (language === 'en' ? en : zh)),
  ...accounts.flatMap((account) =>
    (account.contacts.length > 0 ? account.contacts : [undefined]).map((contact) =>
      columns.map(({ cell }) => cell(account, contact)),
    ),
  ),
]

/** A list as CSV in its encoding. */
export const csvOf = (file: DemoFile): Uint8Array => {
  const text = rowsOf(file)
    .map((row) => `${row.map(quoted).join(',')}\r\n`)
    .join('')
  return file.encoding === 'gb18030'
    ? gb18030(text)
    : new TextEncoder().encode(file.encoding === 'utf-8' ? text : `\ufeff${text}`)
}
