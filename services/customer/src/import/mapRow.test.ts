import fc from 'fast-check'
import { fieldIds, type ImportField } from './importFields'
import { mapRow } from './mapRow'
import { importMessages } from './reasons'

/** A row given by field; several values of a field stand in several columns. */
const aRow = (values: Partial<Record<ImportField, string | string[]>>) => {
  const columns = Object.entries(values).flatMap(([field, value]) =>
    [value].flat().map((cell) => [field, cell] as const),
  )
  return mapRow(
    columns.map(([, cell]) => cell),
    columns.map(([field]) => field),
  )
}
const reasonsOf = (values: Parameters<typeof aRow>[0]) =>
  aRow(values).problems.map(({ column, field, reason }) => [column, field, reason])

const anyText = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units))

describe('mapRow', () => {
  it('reads an account with its contact', () => {
    const { account, contact, problems } = aRow({
      'account.name': ' 华信科技（深圳）有限公司 ',
      'account.kind': '企业',
      'account.shortName': 'ＨＸ科技',
      'account.creditCode': '91440300 708461136t',
      'account.level': '重要',
      'account.industry': '软件',
      'account.region': ['广东省', '深圳市', '南山区'],
      'account.address': '科技园\n1 号',
      'account.phones': '0755-88886666/88887777',
      'account.emails': 'INFO@huaxin.com；sales@huaxin.com',
      'account.website': 'www.huaxin.com',
      'account.source': '展会',
      'account.tags': '重点, 华南、重点',
      'account.remark': '第一行\n第二行',
      'contact.name': '张伟',
      'contact.title': '采购经理',
      'contact.phones': ['138 1234 5678', '13912345678'],
      'contact.emails': 'zhang@huaxin.com',
      'contact.wechat': 'zhangwei88',
      'contact.remark': '下午联系',
    })
    expect(problems).toEqual([])
    expect(account).toMatchObject({
      kind: 'COMPANY',
      name: '华信科技（深圳）有限公司',
      shortName: 'HX科技',
      creditCode: '91440300708461136T',
      level: 'A',
      industry: '软件',
      region: '广东省 深圳市 南山区',
      address: '科技园 1 号',
      emails: ['info@huaxin.com', 'sales@huaxin.com'],
      website: 'www.huaxin.com',
      source: '展会',
      tags: ['重点', '华南'],
      remark: '第一行\n第二行',
    })
    expect(account.phones.map(({ e164 }) => e164)).toEqual(['+8675588886666', '+8675588887777'])
    expect(contact).toMatchObject({
      name: '张伟',
      title: '采购经理',
      emails: ['zhang@huaxin.com'],
      wechat: 'zhangwei88',
      remark: '下午联系',
    })
    expect(contact?.phones.map(({ e164 }) => e164)).toEqual(['+8613812345678', '+8613912345678'])
  })

  it('leaves out what the row does not have', () => {
    expect(
      aRow({
        'account.name': '华信',
        'account.level': '',
        'account.website': ' 无 ',
        'account.phones': '暂无',
        'account.emails': '-',
      }),
    ).toStrictEqual({
      account: { kind: 'COMPANY', name: '华信', phones: [], emails: [], tags: [] },
      problems: [],
    })
  })

  it('takes a row with a contact and no company for a person', () => {
    const { account, contact, problems } = aRow({
      'account.name': '',
      'contact.name': '张伟',
      'contact.phones': '13812345678',
      'account.phones': '138-1234-5678',
      'contact.emails': 'zhang@example.com',
      'contact.remark': '老客户',
    })
    expect(problems).toEqual([])
    expect(account).toMatchObject({ kind: 'PERSON', name: '张伟', emails: ['zhang@example.com'], remark: '老客户' })
    expect(account.phones.map(({ e164 }) => e164)).toEqual(['+8613812345678'])
    expect(contact).toBeUndefined()
  })

  it('takes a row that says so for a person', () => {
    expect(aRow({ 'account.name': '张伟', 'account.kind': '个人' }).account).toMatchObject({
      kind: 'PERSON',
      name: '张伟',
    })
    expect(aRow({ 'contact.name': '张伟', 'account.kind': 'Person' }).account).toMatchObject({
      kind: 'PERSON',
      name: '张伟',
    })
  })

  it('keeps what only a contact can hold of a person', () => {
    const { account, contact } = aRow({
      'contact.name': '张伟',
      'contact.wechat': 'zw',
      'contact.phones': '13812345678',
    })
    expect(account).toMatchObject({ kind: 'PERSON', phones: [{ e164: '+8613812345678' }] })
    expect(contact).toMatchObject({ name: '张伟', wechat: 'zw', phones: [{ e164: '+8613812345678' }] })
  })

  it('keeps another person as the contact of a person', () => {
    const { account, contact } = aRow({
      'account.name': '张伟',
      'account.kind': '个人',
      'contact.name': '李娜',
      'contact.phones': '13812345678',
    })
    expect(account).toMatchObject({ kind: 'PERSON', name: '张伟', phones: [] })
    expect(contact).toMatchObject({ name: '李娜', phones: [{ e164: '+8613812345678' }] })
  })

  it('gives the phones of a contact without a name to the account', () => {
    const { account, contact, problems } = aRow({
      'account.name': '华信',
      'contact.phones': '13812345678',
      'contact.emails': 'a@b.cn',
    })
    expect([account.phones[0]?.e164, account.emails, contact, problems]).toEqual([
      '+8613812345678',
      ['a@b.cn'],
      undefined,
      [],
    ])
  })

  it.each<[Parameters<typeof aRow>[0], unknown[]]>([
    [{ 'account.industry': '软件' }, [[-1, 'account.name', 'account_name_missing']]],
    [{ 'account.name': ' ', 'account.industry': '软件' }, [[0, 'account.name', 'account_name_missing']]],
    [{ 'account.kind': '公司', 'contact.name': '张伟' }, [[-1, 'account.name', 'account_name_missing']]],
    [{ 'account.name': '华信', 'contact.title': '经理' }, [[-1, 'contact.name', 'contact_name_missing']]],
    [
      { 'account.name': '华'.repeat(201) },
      [
        [0, 'account.name', 'text_too_long'],
        [0, 'account.name', 'account_name_missing'],
      ],
    ],
    [{ 'account.name': '𠮷'.repeat(200) }, []],
    [{ 'account.name': '华信', 'account.kind': '政府' }, [[1, 'account.kind', 'kind_unknown']]],
    [{ 'account.name': '华信', 'account.level': '特级' }, [[1, 'account.level', 'level_unknown']]],
    [{ 'account.name': '华信', 'account.creditCode': '123' }, [[1, 'account.creditCode', 'credit_code_length']]],
    [
      { 'account.name': '华信', 'account.creditCode': '914403007084611360' },
      [[1, 'account.creditCode', 'credit_code_check_digit']],
    ],
    [
      { 'account.name': '华信', 'account.creditCode': '9.14403E+17' },
      [[1, 'account.creditCode', 'credit_code_digits_lost']],
    ],
    [
      { 'account.name': '华信', 'account.creditCode': '91440300708461136O' },
      [[1, 'account.creditCode', 'credit_code_character']],
    ],
    [{ 'account.name': '华信', 'account.phones': ['13812345678', '138123'] }, [[2, 'account.phones', 'phone_invalid']]],
    [{ 'account.name': '华信', 'account.phones': '88886666' }, [[1, 'account.phones', 'phone_area_code_missing']]],
    [{ 'account.name': '华信', 'account.phones': '1.38E+10' }, [[1, 'account.phones', 'phone_digits_lost']]],
    [{ 'account.name': '华信', 'account.emails': 'a@b.cn,c@' }, [[1, 'account.emails', 'email_invalid']]],
    [{ 'account.name': '华信', 'account.website': 'javascript:alert(1)' }, [[1, 'account.website', 'website_invalid']]],
    [{ 'account.name': '华信', 'account.tags': '签'.repeat(41) }, [[1, 'account.tags', 'text_too_long']]],
    [
      { 'account.name': '华信', 'account.tags': Array.from({ length: 31 }, (_, at) => `${at}`).join() },
      [[1, 'account.tags', 'values_too_many']],
    ],
    [
      {
        'account.name': '华信',
        'account.phones': Array.from({ length: 11 }, (_, at) => `138123456${at + 10}`).join('/'),
      },
      [[1, 'account.phones', 'values_too_many']],
    ],
    [{ 'account.name': '华信', 'account.remark': '注'.repeat(4001) }, [[1, 'account.remark', 'text_too_long']]],
    [
      { 'contact.name': '张伟', 'account.remark': '注'.repeat(4000), 'contact.remark': '注' },
      [[2, 'contact.remark', 'text_too_long']],
    ],
  ])('says what is wrong with %j', (values, problems) => {
    expect(reasonsOf(values)).toEqual(problems)
  })

  it('leaves out columns without a field and fields it does not know', () => {
    expect(mapRow(['x', '华信', 'y'], ['', 'account.name', 'account.__proto__']).account.name).toBe('华信')
    expect(mapRow(['华信'], ['account.name', 'account.level']).problems).toEqual([])
  })

  it('takes any row: it names its problems or gives a value within the limits of every field', () => {
    const cell = fc.oneof(
      anyText,
      fc.constantFrom(
        '',
        '公司',
        '个人',
        '13812345678',
        '华信',
        'a@b.cn',
        'A',
        '=1+1',
        '无',
        '1.38E+10',
        'x'.repeat(5000),
      ),
    )
    fc.assert(
      fc.property(
        fc.array(cell, { maxLength: 24 }),
        fc.array(fc.constantFrom('', ...fieldIds), { maxLength: 24 }),
        (cells, mapping) => {
          const { account, contact, problems } = mapRow(cells, mapping)
          for (const { reason, field, column } of problems) {
            expect(Object.keys(importMessages)).toContain(reason)
            expect(column === -1 || mapping[column] === field).toBe(true)
          }
          expect(account.name !== '' || problems.some(({ reason }) => reason === 'account_name_missing')).toBe(true)
          expect(Array.from(account.name).length).toBeLessThanOrEqual(200)
          expect(contact?.name).not.toBe('')
          if (problems.length > 0) return
          expect(Array.from(account.remark ?? '').length).toBeLessThanOrEqual(4000)
          expect(account.phones.length).toBeLessThanOrEqual(10)
          expect(account.emails.length).toBeLessThanOrEqual(10)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('does not think for long about gaps without end', () => {
    const text = `a\tb${' '.repeat(32_700)}c`
    for (let row = 0; row < 200; row++) expect(reasonsOf({ 'account.name': text })[0]).toContain('text_too_long')
  })

  it.each<[ImportField, (at: number) => string]>([
    ['account.phones', (at) => `1${3_000_000_000 + at * 7}`],
    ['account.emails', (at) => `a${at}@example.com`],
    ['account.tags', (at) => `标签${at}`],
    ['contact.phones', () => '?'],
  ])('reads no list of %s without end, and names it once', (field, valueOf) => {
    const cells = Array.from({ length: 198 }, (_, cell) =>
      Array.from({ length: 2_000 }, (__, at) => valueOf(cell * 2_000 + at)).join(';'),
    )
    const { problems } = mapRow(['有限公司', ...cells], ['account.name', ...cells.map(() => field)])
    expect(problems).toMatchObject([{ field, reason: 'values_too_many', column: 1 }])
  })
})
