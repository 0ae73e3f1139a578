import fc from 'fast-check'
import { pinyinOf } from './pinyin'

const anyText = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units))

describe('pinyinOf', () => {
  it.each([
    ['中国移动', 'zhongguoyidong', 'zgyd'],
    ['重庆长安汽车', 'chongqingchanganqiche', 'cqcaqc'],
    ['中国银行', 'zhongguoyinhang', 'zgyh'],
    ['厦门大学', 'xiamendaxue', 'xmdx'],
    ['绿地集团', 'lvdijituan', 'ldjt'],
    ['TCL集团（深圳）3号店', 'tcljituanshenzhen3haodian', 'tcljtsz3hd'],
    ['Ａｃｍｅ 贸易', 'acmemaoyi', 'acmemy'],
    ['Café', 'cafe', 'cafe'],
    ['𠮷野家', 'yejia', 'yj'],
    ['サントリー', '', ''],
    ['！？', '', ''],
    ['', '', ''],
  ])('reads %s', (name, full, initials) => {
    expect(pinyinOf(name)).toEqual({ full, initials })
  })

  it.each([
    ['单田芳', 'shantianfang'],
    ['曾国藩', 'zengguofan'],
    ['解晓东', 'xiexiaodong'],
    ['仇和', 'qiuhe'],
    ['查良镛', 'zhaliangyong'],
    ['尉迟恭', 'yuchigong'],
    ['张伟', 'zhangwei'],
  ])('reads the first character of %s as a surname', (name, full) => {
    expect(pinyinOf(name, 'PERSON').full).toBe(full)
  })

  it('reads a name the same way every time', () => {
    const letters = fc.constantFrom(...'重庆长沙银行单乐都会朝盛厦大和术系广车石传弹调')
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 12 }), fc.array(letters, { maxLength: 12 }), (name, between) => {
        const first = pinyinOf(name.join(''))
        pinyinOf(between.join(''))
        expect(pinyinOf(name.join(''))).toEqual(first)
      }),
    )
  })

  it('gives plain letters and digits for any text', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('COMPANY' as const, 'PERSON' as const), (name, kind) => {
        const { full, initials } = pinyinOf(name, kind)
        expect(full).toMatch(/^[a-z0-9]*$/)
        expect(initials).toMatch(/^[a-z0-9]*$/)
      }),
    )
  })
})
