import fc from 'fast-check'
import { companyNameKey, duplicateKeys } from './duplicateKeys'

const anyText = fc.array(fc.nat(0xffff), { maxLength: 400 }).map((units) => String.fromCharCode(...units))

describe('duplicateKeys', () => {
  it('are the credit code, the name of a company, phones and e-mail addresses', () => {
    expect(
      duplicateKeys({
        kind: 'COMPANY',
        name: '华信（深圳）有限公司',
        creditCode: '91440300708461136T',
        phones: ['+8613812345678', '+8613812345678'],
        emails: ['a@b.cn'],
      }),
    ).toEqual([
      { kind: 'creditCode', value: '91440300708461136T' },
      { kind: 'name', value: '华信深圳有限公司' },
      { kind: 'phones', value: '+8613812345678' },
      { kind: 'emails', value: 'a@b.cn' },
    ])
  })

  it('hold no name of a person', () => {
    expect(duplicateKeys({ kind: 'PERSON', name: '张伟', phones: [], emails: [] })).toEqual([])
  })

  it('hold nothing that is empty', () => {
    expect(duplicateKeys({ kind: 'COMPANY', name: '！？', creditCode: '', phones: [''], emails: [] })).toEqual([])
  })

  it('fit their column, whatever the name', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        for (const { value } of duplicateKeys({ kind: 'COMPANY', name, phones: [], emails: [] }))
          expect(Array.from(value).length).toBeLessThanOrEqual(200)
      }),
    )
  })
})

describe('companyNameKey', () => {
  it.each([
    ['华信科技（深圳）有限公司', '华信科技(深圳)有限公司'],
    ['华信科技【深圳】有限公司', '华信科技 深圳 有限公司'],
    ['ＡＢＣ Trading Co., Ltd.', 'abc trading co ltd'],
    ['Acme-Trading', 'ACME TRADING'],
  ])('finds %s and %s equal', (one, other) => {
    expect(companyNameKey(one)).toBe(companyNameKey(other))
  })

  it.each([
    ['华信有限公司', '华信有限责任公司'],
    ['华信科技有限公司', '华信科技股份有限公司'],
    ['Muller GmbH', 'Müller GmbH'],
    ['กิน', 'กน'],
  ])('tells %s from %s', (one, other) => {
    expect(companyNameKey(one)).not.toBe(companyNameKey(other))
  })
})
