import { fieldIds, fieldLabel, joinedFields, type ImportField } from './importFields'

/** Headers that name one field wherever they stand; without spaces, punctuation and what stands in parentheses. */
const SYNONYMS: Readonly<Partial<Record<ImportField, string>>> = {
  'account.name':
    '客户 客户名 客户全称 公司 公司名称 公司名 公司全称 企业 企业名称 企业全称 单位 单位名称 名称 机构名称 商户名称 店铺名称 供应商名称 ' +
    'account accountname company companyname customer customername organization organisation organizationname client clientname business',
  'account.kind': '类型 客户类别 客户性质 公司或个人 kind type accounttype customertype accountkind',
  'account.shortName': '简称 公司简称 企业简称 shortname alias nickname',
  'account.creditCode':
    '信用代码 社会信用代码 统一信用代码 统一代码 税号 纳税人识别号 税务登记号 营业执照号 营业执照号码 ' +
    'creditcode unifiedsocialcreditcode uscc taxno taxnumber taxid vatnumber registrationnumber',
  'account.level': '级别 等级 客户等级 客户分级 重要程度 level grade rating tier accountlevel',
  'account.industry': '行业类型 所属行业 行业分类 客户行业 industry sector',
  'account.region':
    '省 省份 市 城市 区 县 区县 省市 省市区 所在地 所在地区 所在省 所在市 区域 所属区域 所属地区 省州 ' +
    'region province city state district county area stateprovince',
  'account.address':
    '地址 详细地址 公司地址 企业地址 注册地址 通讯地址 联系地址 办公地址 街道 address street streetaddress companyaddress',
  'account.phones':
    '电话 公司电话 企业电话 公司座机 座机 固话 固定电话 总机 办公电话 单位电话 客户电话 ' +
    'phone telephone tel landline phonenumber companyphone officephone businessphone mainphone accountphone',
  'account.emails': '公司邮箱 企业邮箱 公司邮件 companyemail accountemail businessemail',
  'account.website': '网址 官网 公司网址 公司网站 公司官网 主页 网站地址 website web url homepage site companywebsite',
  'account.source': '来源 客户来源 线索来源 来源渠道 渠道 source leadsource accountsource channel',
  'account.tags': '标签 客户标签 tag tags label labels keywords',
  'account.remark': '备注 说明 描述 公司备注 客户描述 其他 remark remarks note notes comment comments description memo',
  'contact.name':
    '联系人 联系人姓名 联系人名称 联系人名 主要联系人 首要联系人 对接人 负责人 经办人 ' +
    'contact contactname contactperson primarycontact fullname person personname',
  'contact.title': '职位 职务 岗位 职称 头衔 联系人职位 联系人职务 title jobtitle position role contacttitle',
  'contact.phones':
    '联系人电话 联系人手机 联系人手机号 联系人联系方式 contactphone contactmobile contactphonenumber contacttel',
  'contact.emails': '联系人邮箱 联系人邮件 联系人电子邮箱 个人邮箱 contactemail contactmail',
  'contact.wechat': '微信 微信号 联系人微信 微信账号 wechat wechatid weixin',
  'contact.remark': '联系人备注 联系人说明 contactremark contactnote contactnotes',
}

/** Headers that mean the contact where a list has contacts, and the account where it has none. */
const PERSONAL: Readonly<Record<'phones' | 'emails', string>> = {
  phones:
    '手机 手机号 手机号码 移动电话 联系电话 联系方式 电话号码 联系手机 mobile mobilephone mobilenumber cell cellphone cellnumber contactnumber',
  emails: '邮箱 邮件 电子邮箱 电子邮件 邮箱地址 邮件地址 email mail emailaddress',
}

/** A longer header is no name of a field. */
const MAX_HEADER_LENGTH = 200

/** Means the account's name in a list without companies, and the contact's in one with them. */
const PERSON_NAMES = new Set(['姓名', '名字', 'name'])

/**
 * Guesses the field of each column by its header, in Chinese or English: `公司名称`, `手机*`, `Mobile (required)`, `电话2`. ''
 * where the header says nothing or its field is taken.
 */
export const guessMapping = (headers: readonly string[]): (ImportField | '')[] => {
  const names = headers.map(normalise)
  const fixed = names.map((name) => KNOWN.get(name) ?? KNOWN.get(name.replace(/\d+$/, '')))
  const hasCompany = fixed.includes('account.name')
  const hasContact = fixed.includes('contact.name') || (hasCompany && names.some((name) => PERSON_NAMES.has(name)))
  const taken = new Set<ImportField>()
  return names.map((name, column) => {
    const field = fixed[column] ?? personalField(name.replace(/\d+$/, ''), hasCompany, hasContact)
    if (!field || (taken.has(field) && !joinedFields.has(field))) return ''
    taken.add(field)
    return field
  })
}

const normalise = (header: string): string => {
  if (header.length > MAX_HEADER_LENGTH) return ''
  const text = header.normalize('NFKC').toLowerCase()
  const [inner, outer] = [text, text.replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')].map((each) =>
    each.replace(/[^\p{L}\p{N}]+/gu, ''),
  )
  return outer || inner || ''
}

const personalField = (name: string, hasCompany: boolean, hasContact: boolean): ImportField | undefined => {
  if (PERSON_NAMES.has(name)) return hasCompany ? 'contact.name' : 'account.name'
  if (PHONES.has(name)) return hasContact ? 'contact.phones' : 'account.phones'
  if (EMAILS.has(name)) return hasContact ? 'contact.emails' : 'account.emails'
  return undefined
}

const PHONES = new Set(PERSONAL.phones.split(' '))
const EMAILS = new Set(PERSONAL.emails.split(' '))

const KNOWN = new Map(
  fieldIds.flatMap((field) => [
    ...(SYNONYMS[field] ?? '').split(' ').map((name) => [name, field] as const),
    ...(['zh-CN', 'en'] as const).map((locale) => [normalise(fieldLabel(field, locale)), field] as const),
  ]),
)
KNOWN.delete('')
