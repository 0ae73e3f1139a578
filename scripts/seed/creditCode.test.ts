import { creditCheckCharacter, creditCodeIn, organisationCheckCharacter } from './creditCode'
import { randomFrom } from './random'

const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** By the standard the check character counts once, the characters before it with the powers of three. */
const weightedSum = (code: string): number =>
  [...code].reduce((sum, character, at) => sum + LETTERS.indexOf(character) * (at === 17 ? 1 : 3 ** at), 0)

describe('a unified social credit code', () => {
  it('has the check characters of the example of the standard', () => {
    expect(organisationCheckCharacter('M000100Y')).toBe('4')
    expect(creditCheckCharacter('91350100M000100Y4')).toBe('3')
  })

  it('is a whole multiple of 31 and made of the letters of the standard', () => {
    const random = randomFrom('credit codes')
    const codes = Array.from({ length: 500 }, () => creditCodeIn('310115', random))
    expect(codes.filter((code) => !/^91310115MA[0-9A-HJ-NP-RTUWXY]{8}$/.test(code))).toEqual([])
    expect(codes.filter((code) => weightedSum(code) % 31 !== 0)).toEqual([])
  })
})
