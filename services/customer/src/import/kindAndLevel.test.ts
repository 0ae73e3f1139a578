import { kindOf, levelOf } from './kindAndLevel'

describe('kindOf', () => {
  it.each([
    ['公司', 'COMPANY'],
    [' Company ', 'COMPANY'],
    ['个人客户', 'PERSON'],
    ['Ｐｅｒｓｏｎ', 'PERSON'],
    ['政府', undefined],
    ['__proto__', undefined],
  ])('takes %j for %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind)
  })
})

describe('levelOf', () => {
  it.each([
    ['A', 'A'],
    ['ｂ级', 'B'],
    ['普通', 'C'],
    ['VIP', 'A'],
    ['low', 'D'],
    ['E', undefined],
    ['', undefined],
  ])('takes %j for %s', (text, level) => {
    expect(levelOf(text)).toBe(level)
  })
})
