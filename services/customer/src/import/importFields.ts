import type { ReasonLocale } from './reasons'

/** The fields into which a column can go, with the header that the template gives them. */
const labels = {
  'account.name': { 'zh-CN': '客户名称', en: 'Account name' },
  'account.kind': { 'zh-CN': '客户类型', en: 'Account kind' },
  'account.shortName': { 'zh-CN': '客户简称', en: 'Short name' },
  'account.creditCode': { 'zh-CN': '统一社会信用代码', en: 'Credit code' },
  'account.level': { 'zh-CN': '客户级别', en: 'Level' },
  'account.industry': { 'zh-CN': '行业', en: 'Industry' },
  'account.region': { 'zh-CN': '地区', en: 'Region' },
  'account.address': { 'zh-CN': '地址', en: 'Address' },
  'account.phones': { 'zh-CN': '公司电话', en: 'Account phone' },
  'account.emails': { 'zh-CN': '公司邮箱', en: 'Account email' },
  'account.website': { 'zh-CN': '网站', en: 'Website' },
  'account.source': { 'zh-CN': '来源', en: 'Source' },
  'account.tags': { 'zh-CN': '标签', en: 'Tags' },
  'account.remark': { 'zh-CN': '客户备注', en: 'Account remark' },
  'contact.name': { 'zh-CN': '联系人', en: 'Contact name' },
  'contact.title': { 'zh-CN': '职位', en: 'Title' },
  'contact.phones': { 'zh-CN': '联系人手机', en: 'Contact phone' },
  'contact.emails': { 'zh-CN': '联系人邮箱', en: 'Contact email' },
  'contact.wechat': { 'zh-CN': '微信', en: 'WeChat' },
  'contact.remark': { 'zh-CN': '联系人备注', en: 'Contact remark' },
} as const satisfies Record<string, Record<ReasonLocale, string>>

export type ImportField = keyof typeof labels

/** All fields in the order of the template. */
export const fieldIds = Object.keys(labels).filter(isImportField)

/** Whether a text names a field. */
export function isImportField(text: string): text is ImportField {
  return Object.hasOwn(labels, text)
}

/** Fields that several columns may have, taken together: lists, and texts that files spread over columns (省, 市, 区). */
export const joinedFields: ReadonlySet<ImportField> = new Set<ImportField>([
  'account.region',
  'account.address',
  'account.phones',
  'account.emails',
  'account.tags',
  'account.remark',
  'contact.phones',
  'contact.emails',
  'contact.remark',
])

/** What a field is called. */
export const fieldLabel = (field: ImportField, locale: ReasonLocale): string => labels[field][locale]

/** The headers of an empty import file; `guessMapping` understands them. */
export const templateHeaders = (locale: ReasonLocale): string[] => fieldIds.map((field) => fieldLabel(field, locale))
