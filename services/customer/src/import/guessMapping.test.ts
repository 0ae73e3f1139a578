import fc from 'fast-check'
import { guessMapping } from './guessMapping'
import { fieldIds, joinedFields, templateHeaders } from './importFields'

const anyText = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units))

describe('guessMapping', () => {
  it.each([
    [
      [
        '公司名称',
        '联系人',
        '手机',
        '邮箱',
        '统一社会信用代码',
        '行业',
        '省',
        '市',
        '区',
        '地址',
        '级别',
        '来源',
        '备注',
      ],
      [
        'account.name',
        'contact.name',
        'contact.phones',
        'contact.emails',
        'account.creditCode',
        'account.industry',
        'account.region',
        'account.region',
        'account.region',
        'account.address',
        'account.level',
        'account.source',
        'account.remark',
      ],
    ],
    [
      ['Account name', 'Contact', 'Mobile', 'E-mail', 'Tax No.', 'Website', 'Level', 'WeChat', 'Job Title', 'Notes'],
      [
        'account.name',
        'contact.name',
        'contact.phones',
        'contact.emails',
        'account.creditCode',
        'account.website',
        'account.level',
        'contact.wechat',
        'contact.title',
        'account.remark',
      ],
    ],
    [
      ['客户名称*', '手机号码（必填）', ' 电 话 ', '电子邮箱'],
      ['account.name', 'account.phones', 'account.phones', 'account.emails'],
    ],
    [
      ['Company', 'Name', 'Phone', 'Mobile phone'],
      ['account.name', 'contact.name', 'account.phones', 'contact.phones'],
    ],
    [
      ['姓名', '手机1', '手机2', '类型'],
      ['account.name', 'account.phones', 'account.phones', 'account.kind'],
    ],
    [
      ['公司名称', '姓名', '职务', '电话', '手机'],
      ['account.name', 'contact.name', 'contact.title', 'account.phones', 'contact.phones'],
    ],
    [
      ['公司名称', '客户名称', '税号', '信用代码'],
      ['account.name', '', 'account.creditCode', ''],
    ],
    [
      ['序号', '', '创建时间', '__proto__', 'constructor'],
      ['', '', '', '', ''],
    ],
    [[], []],
  ])('maps %j', (headers, fields) => {
    expect(guessMapping(headers)).toEqual(fields)
  })

  it.each(['zh-CN', 'en'] as const)('understands every header of the template in %s', (locale) => {
    expect(guessMapping(templateHeaders(locale))).toEqual(fieldIds)
  })

  it('gives every column a field or none, and single fields once', () => {
    const header = fc.oneof(
      anyText,
      fc.constantFrom(...templateHeaders('zh-CN'), ...templateHeaders('en'), '姓名', 'name', '手机'),
    )
    fc.assert(
      fc.property(fc.array(header, { maxLength: 12 }), (headers) => {
        const fields = guessMapping(headers)
        expect(fields).toHaveLength(headers.length)
        const single = fields.filter((field) => field !== '' && !joinedFields.has(field))
        expect(new Set(single).size).toBe(single.length)
      }),
    )
  })

  it('does not think for long about headers that are none', () => {
    for (const letter of ['(', '[', '【']) {
      const headers = Array.from({ length: 200 }, () => letter.repeat(32_767))
      expect(new Set(guessMapping(headers))).toEqual(new Set(['']))
    }
  })
})
