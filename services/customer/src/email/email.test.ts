import fc from 'fast-check'
import { normaliseEmail, splitEmails } from './email'

const anyText = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units))

describe('normaliseEmail', () => {
  it.each([
    ['zhang.wei@example.com', 'zhang.wei@example.com'],
    [' Zhang.Wei@Example.COM ', 'zhang.wei@example.com'],
    ['ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'zhang@example.com'],
    ['zhang@example。com', 'zhang@example.com'],
    ['mailto:zhang@example.com', 'zhang@example.com'],
    ['张伟 <zhang@example.com>', 'zhang@example.com'],
    ['\u200bzhang@example.com', 'zhang@example.com'],
    ['a+tag@sub.example.co.uk', 'a+tag@sub.example.co.uk'],
    ['123456@qq.com', '123456@qq.com'],
    ['info@xn--fiqs8s.cn', 'info@xn--fiqs8s.cn'],
    ["o'brien@example.ie", "o'brien@example.ie"],
  ])('reads %j', (raw, address) => {
    expect(normaliseEmail(raw)).toBe(address)
  })

  it.each([
    '',
    'zhang',
    '@example.com',
    'zhang@',
    'zhang@example',
    'zhang@@example.com',
    'zhang wei@example.com',
    '.zhang@example.com',
    'zhang..wei@example.com',
    'zhang@-example.com',
    'zhang@example..com',
    'zhang@127.0.0.1',
    'a@example.com;b@example.com',
    'zhang@example.com\nBcc: x@example.com',
    '张伟@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(250)}.com`,
    '"><script>@example.com',
  ])('refuses %j', (raw) => {
    expect(normaliseEmail(raw)).toBeUndefined()
  })

  it('reads its own answer back unchanged, whatever it was given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), anyText), (raw) => {
        const address = normaliseEmail(raw)
        if (address !== undefined) expect(normaliseEmail(address)).toBe(address)
      }),
    )
  })
})

describe('splitEmails', () => {
  it.each([
    ['a@example.com', ['a@example.com']],
    ['a@example.com; b@example.com，c@example.com', ['a@example.com', 'b@example.com', 'c@example.com']],
    ['a@example.com/b@example.com', ['a@example.com', 'b@example.com']],
    ['a@example.com\nb@example.com', ['a@example.com', 'b@example.com']],
    ['张伟 <a@example.com>', ['张伟 <a@example.com>']],
    ['  ', []],
  ])('splits %j', (cell, parts) => {
    expect(splitEmails(cell)).toEqual(parts)
  })
})
