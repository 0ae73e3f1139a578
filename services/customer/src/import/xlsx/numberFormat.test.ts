import fc from 'fast-check'
import { plainNumber, serialDate, timeFormatOf } from './numberFormat'

describe('timeFormatOf', () => {
  it.each([
    [0, undefined, undefined],
    [14, undefined, 'DATE'],
    [22, undefined, 'DATE_TIME'],
    [20, undefined, 'TIME'],
    [31, undefined, 'DATE'],
    [164, 'yyyy-mm-dd', 'DATE'],
    [164, 'yyyy"年"m"月"d"日"', 'DATE'],
    [164, '[$-804]yyyy/m/d h:mm AM/PM', 'DATE_TIME'],
    [164, 'mmm', 'DATE'],
    [164, 'h:mm:ss', 'TIME'],
    [164, '[h]:mm', 'TIME'],
    [164, '[mm]:ss', 'TIME'],
    [164, 'General', undefined],
    [164, '#,##0.00 "dollars"', undefined],
    [164, '[Red]0.00;[DBNum1]0', undefined],
    [164, '0.00E+00', undefined],
    [164, '0\\d', undefined],
    [164, '@', undefined],
  ])('takes %d %j for %s', (id, code, format) => {
    expect(timeFormatOf(id, code)).toBe(format)
  })
})

describe('serialDate', () => {
  it('agrees with the calendar for every day since March 1900', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_958_465 }), (serial) => {
        expect(serialDate(serial, 'DATE', false)).toBe(
          new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10),
        )
      }),
    )
  })

  it.each([[-1], [2_958_466], [Number.NaN], [Infinity]])('knows no day %d', (serial) => {
    expect(serialDate(serial, 'DATE', false)).toBeUndefined()
  })
})

describe('plainNumber', () => {
  it.each([
    ['13812345678', '13812345678'],
    ['1.3812345678E+10', '13812345678'],
    ['-1.50', '-1.5'],
    ['0.1', '0.1'],
    ['1e21', '1e+21'],
    ['007', '7'],
    ['', ''],
    ['abc', 'abc'],
  ])('takes %j to %j', (text, shown) => {
    expect(plainNumber(text)).toBe(shown)
  })
})
