import { gb18030 } from './gb18030'

describe('the encoder', () => {
  it('writes what the decoder reads', () => {
    const text = '客户名称,“启明”（上海）\r\n1,ABC,。，；'
    expect(new TextDecoder('gb18030', { fatal: true }).decode(gb18030(text))).toBe(text)
    expect([...gb18030('客')]).toEqual([0xbf, 0xcd])
  })

  it('refuses a character that has four bytes', () => {
    expect(() => gb18030('a😀')).toThrow('GB18030 has no two bytes for 😀')
  })
})
