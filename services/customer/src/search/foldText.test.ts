import fc from 'fast-check'
import { foldText, runsOf } from './foldText'

const anyText = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units))
const aCharacter = fc.integer({ min: 1, max: 0x2ffff }).map((code) => String.fromCodePoint(code))

describe('foldText', () => {
  it.each([
    ['中国移动（广东）有限公司', '中国移动广东有限公司'],
    ['ＡＢＣ Trading Co., Ltd', 'abctradingcoltd'],
    ['Café Ünïcode', 'cafeunicode'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['①㈱', '1株'],
    ['\ud800a\udfff', 'a'],
    ['🙂!', ''],
  ])('folds %j', (text, folded) => {
    expect(foldText(text)).toBe(folded)
  })

  it('folds a part of a text to a part of its fold', () => {
    fc.assert(
      fc.property(fc.array(aCharacter, { maxLength: 12 }), fc.nat(12), fc.nat(12), (letters, from, length) => {
        expect(foldText(letters.join(''))).toContain(foldText(letters.slice(from, from + length).join('')))
      }),
      { numRuns: 2000 },
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(fc.property(anyText, (text) => expect(foldText(foldText(text))).toBe(foldText(text))))
  })

  it('is cut into runs without a loss', () => {
    fc.assert(fc.property(anyText.map(foldText), (folded) => expect(runsOf(folded).join('')).toBe(folded)))
  })
})
