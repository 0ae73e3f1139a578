import fc from 'fast-check'
import { creditCodeCheckCharacter, creditCodeFault, parseCreditCode } from './creditCode'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const character = fc.constantFrom(...ALPHABET)
const aCode = fc
  .tuple(
    fc.array(character, { minLength: 2, maxLength: 2 }),
    fc.stringMatching(/^\d{6}$/),
    fc.array(character, { minLength: 9, maxLength: 9 }),
  )
  .map(([head, region, organisation]) => [...head, region, ...organisation].join(''))
  .map((code) => code + creditCodeCheckCharacter(code))

const anyText = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units))

describe('parseCreditCode', () => {
  it.each([
    '91440300708461136T',
    '914403001922038216',
    '9144030071526726XG',
    '91110000802100433B',
    '91350100M000100Y43',
  ])('knows the code %s', (code) => {
    expect(parseCreditCode(code)).toBe(code)
    expect(creditCodeFault(code)).toBeUndefined()
  })

  it.each([
    [' 91440300708461136t '],
    ['９１４４０３００７０８４６１１３６Ｔ'],
    ['9144 0300 7084 6113 6T'],
    ['91440300-708461136-T'],
    ["'91440300708461136T"],
  ])('reads the spelling %j', (raw) => {
    expect(parseCreditCode(raw)).toBe('91440300708461136T')
  })

  it.each([
    ['', 'credit_code_length'],
    ['9144030070846113', 'credit_code_length'],
    ['440300708461136', 'credit_code_length'],
    ['91440300708461136TT', 'credit_code_length'],
    ['9.14403E+17', 'credit_code_digits_lost'],
    ['91440300708461136I', 'credit_code_character'],
    ['914403OO708461136T', 'credit_code_character'],
    ['9144A300708461136T', 'credit_code_character'],
    ['腾讯腾讯腾讯腾讯腾讯腾讯腾讯腾讯腾讯', 'credit_code_character'],
    ['91350100M000100Y4Z', 'credit_code_character'],
    ['914403007084611360', 'credit_code_check_digit'],
  ])('says of %j: %s', (raw, fault) => {
    expect(parseCreditCode(raw)).toBeUndefined()
    expect(creditCodeFault(raw)).toBe(fault)
  })

  it('notices every single wrong character and every exchange of two neighbours', () => {
    fc.assert(
      fc.property(aCode, fc.nat(17), character, (code, at, other) => {
        expect(parseCreditCode(code)).toBe(code)
        const mistyped = code.slice(0, at) + other + code.slice(at + 1)
        if (mistyped !== code) expect(parseCreditCode(mistyped)).toBeUndefined()
        const [left = '', right = ''] = code.slice(at, at + 2)
        const exchanged = code.slice(0, at) + right + left + code.slice(at + 2)
        if (exchanged !== code) expect(parseCreditCode(exchanged)).toBeUndefined()
      }),
      { numRuns: 1000 },
    )
  })

  it('takes any text', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        expect(parseCreditCode(raw) === undefined).toBe(creditCodeFault(raw) !== undefined)
      }),
    )
  })
})
