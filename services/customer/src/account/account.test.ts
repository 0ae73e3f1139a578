import { Account_Kind, Account_Level } from '@rapport/proto/customer'
import { accountChange, completeness, sortName } from './account'

describe('accountChange', () => {
  it('stores what was written in one form', () => {
    expect(
      accountChange({
        kind: Account_Kind.COMPANY,
        name: '  北京融客科技有限公司 ',
        creditCode: '9135 0100 M000 100Y43',
        level: Account_Level.A,
        phones: ['138 0013 8000', '+86-138-0013-8000', '010-62538800'],
        emails: ['Info@Example.COM'],
        tags: [' vip ', 'vip', ''],
      }),
    ).toMatchObject({
      kind: 'COMPANY',
      name: '北京融客科技有限公司',
      creditCode: '91350100M000100Y43',
      level: 'A',
      phones: [
        { e164: '+8613800138000', kind: 'MOBILE' },
        { e164: '+861062538800', kind: 'LANDLINE' },
      ],
      emails: ['info@example.com'],
      tags: ['vip'],
    })
  })

  it('touches only the fields that were written', () => {
    expect(accountChange({ remark: ' x ' })).toEqual({ remark: 'x' })
  })

  it.each([
    [{ name: '   ' }, 'name', 'required'],
    [{ creditCode: '91350100M000100Y44' }, 'creditCode', 'credit_code_invalid'],
    [{ phones: ['13800138000', '12'] }, 'phones[1]', 'phone_invalid'],
    [{ emails: ['nobody'] }, 'emails[0]', 'email_invalid'],
    [{ website: 'javascript:alert(1)' }, 'website', 'website_invalid'],
  ])('refuses %j and names the field', (input, field, reason) => {
    expect(() => accountChange(input)).toThrow(
      expect.objectContaining({ kind: 'invalid', violations: [expect.objectContaining({ field, reason })] }),
    )
  })

  it('names every field that is wrong at once', () => {
    expect(() => accountChange({ name: '', phones: ['x'] })).toThrow(
      expect.objectContaining({ violations: [expect.anything(), expect.anything()] }),
    )
  })
})

describe('sortName', () => {
  it.each([
    ['阿里巴巴', '百度'],
    ['腾讯', '中国移动'],
  ])('puts %s before %s, as in a Chinese list', (first, second) => {
    expect(sortName(first) < sortName(second)).toBe(true)
  })
})

describe('completeness', () => {
  const empty = {
    kind: 'PERSON',
    creditCode: '',
    level: '',
    industry: '',
    region: '',
    address: '',
    phones: [],
    emails: [],
    website: '',
    source: '',
  }
  it('is 0 for a bare name and 100 for a person with everything a person has', () => {
    const phones = [{ number: '1', e164: '+1', kind: 'OTHER' as const }]
    expect(completeness(empty)).toBe(0)
    expect(
      completeness({
        ...empty,
        level: 'A',
        industry: 'i',
        region: 'r',
        address: 'a',
        phones,
        emails: ['e'],
        source: 's',
      }),
    ).toBe(100)
  })
})
