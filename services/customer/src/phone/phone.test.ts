import fc from 'fast-check'
import { parsePhone, splitPhones } from './phone'

const anyText = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units))

describe('parsePhone', () => {
  it.each([
    '13812345678',
    '138 1234 5678',
    '138-1234-5678',
    ' 138.1234.5678 ',
    '(138) 12345678',
    '+86 138 1234 5678',
    '+8613812345678',
    '+86-138-1234-5678',
    '8613812345678',
    '86-13812345678',
    '86 138 1234 5678',
    '008613812345678',
    '0086-138-1234-5678',
    '013812345678',
    '１３８１２３４５６７８',
    '＋８６　１３８１２３４５６７８',
    '138—1234—5678',
    '1.3812345678E+10',
    '1.3812345678e10',
    '13812345678.0',
    "'13812345678",
    '\u200b13812345678\u202c',
    '手机：13812345678',
    '手机13812345678',
    'Tel: 138 1234 5678',
    '13812345678（张经理）',
  ])('reads the mobile number %j', (raw) => {
    expect(parsePhone(raw)).toEqual({ raw: raw.trim(), e164: '+8613812345678', kind: 'MOBILE', digitsTail: '12345678' })
  })

  it.each([
    ['010-88886666', '+861088886666', 'LANDLINE', undefined],
    ['(010) 8888 6666', '+861088886666', 'LANDLINE', undefined],
    ['（010）88886666', '+861088886666', 'LANDLINE', undefined],
    ['+86 10 8888 6666', '+861088886666', 'LANDLINE', undefined],
    ['+86-010-88886666', '+861088886666', 'LANDLINE', undefined],
    ['0086 10 88886666', '+861088886666', 'LANDLINE', undefined],
    ['86-10-88886666', '+861088886666', 'LANDLINE', undefined],
    ['0755 8888 6666', '+8675588886666', 'LANDLINE', undefined],
    ['0931-4567890', '+869314567890', 'LANDLINE', undefined],
    ['010-88886666转801', '+861088886666', 'LANDLINE', '801'],
    ['010-88886666 分机：801', '+861088886666', 'LANDLINE', '801'],
    ['010-88886666-801', '+861088886666', 'LANDLINE', '801'],
    ['(010)88886666-8', '+861088886666', 'LANDLINE', '8'],
    ['+86 10 88886666 ext. 801', '+861088886666', 'LANDLINE', '801'],
    ['010-88886666 x801', '+861088886666', 'LANDLINE', '801'],
    ['400-820-1234', '+864008201234', 'OTHER', undefined],
    ['400 820 1234 转 5', '+864008201234', 'OTHER', '5'],
    ['8008201234', '+868008201234', 'OTHER', undefined],
    ['95588', '+8695588', 'OTHER', undefined],
    ['10086', '+8610086', 'OTHER', undefined],
    ['+852 9123 4567', '+85291234567', 'MOBILE', undefined],
    ['00852 2123 4567', '+85221234567', 'LANDLINE', undefined],
    ['+1 (415) 555-2671', '+14155552671', 'OTHER', undefined],
    ['+44 20 7946 0958', '+442079460958', 'LANDLINE', undefined],
  ])('reads %j as %s', (raw, e164, kind, extension) => {
    expect(parsePhone(raw)).toMatchObject({ e164, kind })
    expect(parsePhone(raw)?.extension).toBe(extension)
  })

  it.each([
    ['nothing', ''],
    ['words', '无'],
    ['a landline without its area code', '88886666'],
    ['digits that the spreadsheet cut off', '1.38123E+10'],
    ['too few digits', '1381234567'],
    ['too many digits', '138123456789'],
    ['two numbers', '13812345678 13912345678'],
    ['two numbers with a slash', '13812345678/13912345678'],
    ['an e-mail address', 'zhang@example.com'],
    ['a date', '2026-01-15'],
    ['a formula', '=1+1'],
    ['an area code that does not exist', '+999 1234 5678'],
    ['an endless text', '1'.repeat(10_000)],
  ])('refuses %s', (_, raw) => {
    expect(parsePhone(raw)).toBeUndefined()
  })

  it('reads numbers without a country code as those of the default country', () => {
    expect(parsePhone('(415) 555-2671', 'US')?.e164).toBe('+14155552671')
    expect(parsePhone('9123 4567', 'HK')?.e164).toBe('+85291234567')
  })

  it('reads its own answer back to the same number', () => {
    const digits = fc.stringMatching(/^(1[3-9]\d{9}|0(10|2\d|[3-9]\d{2})[2-8]\d{6,7}|\+(1|44|852|81|49)\d{7,11})$/)
    fc.assert(
      fc.property(digits, (raw) => {
        const phone = parsePhone(raw)
        if (!phone) return
        expect(parsePhone(phone.e164)).toEqual({ ...phone, raw: phone.e164 })
        expect(phone.e164).toMatch(/^\+\d{5,15}$/)
        expect(phone.e164.endsWith(phone.digitsTail)).toBe(true)
      }),
    )
  })

  it('finds one number behind every way of writing a mobile number', () => {
    const separators = fc.array(fc.constantFrom('', ' ', '-', '.', '　', '–'), { minLength: 10, maxLength: 10 })
    fc.assert(
      fc.property(
        fc.stringMatching(/^1[3-9]\d{9}$/),
        fc.constantFrom('', '+86', '0086 ', '86-'),
        separators,
        (digits, prefix, marks) => {
          const written = prefix + [...digits].map((digit, at) => digit + (marks[at] ?? '')).join('')
          expect(parsePhone(written)?.e164).toBe(`+86${digits}`)
        },
      ),
    )
  })

  it('takes any text', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        expect(parsePhone(raw)?.e164 ?? '+1').toMatch(/^\+\d+$/)
        expect(splitPhones(raw).every((part) => part !== '')).toBe(true)
      }),
    )
  })
})

describe('splitPhones', () => {
  it.each([
    ['13812345678', ['13812345678']],
    ['13812345678/13912345678', ['13812345678', '13912345678']],
    ['13812345678；13912345678、13712345678', ['13812345678', '13912345678', '13712345678']],
    ['13812345678\n010-88886666', ['13812345678', '010-88886666']],
    ['13812345678 13912345678', ['13812345678', '13912345678']],
    ['138 1234 5678', ['138 1234 5678']],
    ['010-88886666/88887777', ['010-88886666', '010-88887777']],
    ['(0755)88886666、88887777', ['(0755)88886666', '(0755)-88887777']],
    ['13812345678或13912345678', ['13812345678', '13912345678']],
    [' , ; ', []],
    ['', []],
  ])('splits %j', (cell, parts) => {
    expect(splitPhones(cell)).toEqual(parts)
  })

  it('gives parts that can be read', () => {
    expect(splitPhones('(0755)88886666、88887777').map((part) => parsePhone(part)?.e164)).toEqual([
      '+8675588886666',
      '+8675588887777',
    ])
  })
})
