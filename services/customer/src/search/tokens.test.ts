import fc from 'fast-check'
import { indexTokens, matches, searchPlan, type SearchDocument, type SearchPlan, type Wanted } from './tokens'
import { pinyinOf } from './pinyin'

const aDocument = (values: Partial<SearchDocument> = {}): SearchDocument => ({
  names: [],
  phones: [],
  emails: [],
  codes: [],
  ...values,
})

/** What the index does: every condition holds, and one does when one of its words or beginnings stands there. */
const isFound = (tokens: string, plan: SearchPlan): boolean => {
  const words = tokens.split(' ')
  const stands = ({ word, isBeginning }: Wanted) =>
    words.some((one) => (isBeginning ? one.startsWith(word) : one === word))
  return plan.kind === 'WORDS' && plan.conditions.every((condition) => condition.some(stands))
}

const finds = (document: SearchDocument, q: string): boolean => {
  const plan = searchPlan(q)
  if (plan.kind === 'NONE') return false
  return matches(document, q) && (plan.kind === 'SCAN' || isFound(indexTokens(document), plan))
}

const chinese = fc.constantFrom(
  ...'中国移动通信集团广东深圳市腾讯计算机系统股份有限责任公司张伟单重庆长沙行乐𠮷野家信科技银',
)
const alphabet = fc.oneof(
  { weight: 5, arbitrary: chinese },
  { weight: 2, arbitrary: fc.constantFrom(...'abcxyzABCXYZ0123456789') },
  { weight: 1, arbitrary: fc.constantFrom(...' ()（）·-&．。，éßłＡＢ１カﾊﾟΣς') },
)
const aName = fc.array(alphabet, { minLength: 1, maxLength: 24 }).map((letters) => letters.join(''))
const aPhone = fc.oneof(
  fc.stringMatching(/^1[3-9]\d{9}$/),
  fc.stringMatching(/^\+861[3-9]\d{9}$/),
  fc.stringMatching(/^010-[2-8]\d{7}$/),
  fc.stringMatching(/^\+86755[2-8]\d{7}$/),
)
const anEmail = fc.stringMatching(/^[a-z]{2,8}([._-][a-z0-9]{2,6})?@[a-z]{3,9}\.(com|cn|com\.cn)$/)
const aCode = fc.oneof(fc.stringMatching(/^[A-Z]{1,2}-20\d{6}-\d{4}$/), fc.constant('91440300708461136T'))
const anyDocument = fc.record({
  names: fc.array(aName, { minLength: 1, maxLength: 2 }),
  phones: fc.array(aPhone, { maxLength: 2 }),
  emails: fc.array(anEmail, { maxLength: 2 }),
  codes: fc.array(aCode, { maxLength: 2 }),
})
const sliceOf = (text: string, from: number, length: number, least = 1): string => {
  const letters = Array.from(text)
  const start = from % Math.max(letters.length - least + 1, 1)
  return letters.slice(start, start + least + (length % Math.max(letters.length - start - least + 1, 1))).join('')
}
const aSlice = [fc.nat(1000), fc.nat(1000)] as const
const holdsSomething = (text: string) => searchPlan(text).kind !== 'NONE'

const anyText = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units))

describe('search', () => {
  it.each([
    ['a part of the name', '移动通信', true],
    ['a single character', '广', true],
    ['the last character of a part', '团', true],
    ['initials', 'zgyd', true],
    ['initials from the middle', 'ydtx', true],
    ['pinyin', 'zhongguoyidong', true],
    ['unfinished pinyin from a syllable on', 'yidongto', true],
    ['several words, each somewhere', '中国 广东', true],
    ['full-width and upper case', 'ＺＧＹＤ', true],
    ['any part of a phone number', '1234', true],
    ['the tail of a phone number', '5678', true],
    ['a phone number in groups', '138 1234 5678', true],
    ['a phone number with its country code', '+86 138-1234-5678', true],
    ['a landline as dialled', '010 8888 6666', true],
    ['the local part of an address', 'zhang.wei', true],
    ['a word inside an address', 'wei@chinamobile', true],
    ['the domain', '@chinamobile.com', true],
    ['the number of the account', 'C-20260115-0042', true],
    ['a group of the number', '0042', true],
    ['the organisation in the credit code', '708461136', true],
    ['the legal form', '有限公司', true],
    ['a single letter', 'z', true],
    ['another name', '联通', false],
    ['characters of the name in another order', '动移', false],
    ['pinyin that begins inside a syllable', 'honggu', false],
    ['three digits of a phone number', '567', false],
    ['one word that is there and one that is not', '中国 联通', false],
    ['the sound of the legal form', 'yxgs', false],
    ['the middle of a word of an address', 'hinamobile', false],
    ['punctuation only', '！？()', false],
    ['nothing', '  ', false],
  ])('knows %s (%s)', (_, q, expected) => {
    const document = aDocument({
      names: ['中国移动通信集团广东有限公司'],
      phones: ['+8613812345678', '+861088886666'],
      emails: ['zhang.wei@chinamobile.com'],
      codes: ['C-20260115-0042', '91440300708461136T'],
    })
    expect(finds(document, q)).toBe(expected)
  })

  it.each([
    ['单田芳', 'shantianfang'],
    ['单田芳', 'dantianfang'],
    ['曾国藩', 'zgf'],
    ['重庆长安汽车有限公司', 'chongqingchangan'],
    ['中国银行', 'zgyh'],
    ['Café Müller GmbH', 'cafe'],
    ['Café Müller GmbH', 'muller'],
    ['Acme Trading Co., Ltd', 'acme trading'],
    ['Acme Trading Co., Ltd', 'trad'],
    ['TCL集团', 'tcljt'],
    ['TCL集团', 'cl集'],
    ['绿地控股', 'lvdi'],
    ['𠮷野家', '𠮷'],
    ['삼성전자', '성전'],
  ])('finds %s by %s', (name, q) => {
    expect(finds(aDocument({ names: [name] }), q)).toBe(true)
  })

  it.each([
    ['13000860000', '00860'],
    ['13000861234', '00861234'],
    ['13812345678', '008613812345678'],
    ['13812345678', '+86138123'],
  ])('finds %s by %s, whose zeros and 86 may be digits or a country code', (phone, q) => {
    expect(finds(aDocument({ phones: [phone] }), q)).toBe(true)
  })

  it('finds every document by any part of a name', () => {
    fc.assert(
      fc.property(anyDocument, ...aSlice, (document, from, length) => {
        const q = sliceOf(document.names[0] ?? '', from, length)
        fc.pre(holdsSomething(q) && !/\s/.test(q))
        expect(finds(document, q)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('finds every document by any part of the initials and by its pinyin from any syllable on', () => {
    const han = fc
      .array(chinese, { minLength: 1, maxLength: 12 })
      .map((letters) => letters.join('').replace(/(?:股份|有限|责任|公司)+$/, ''))
    fc.assert(
      fc.property(han, ...aSlice, (name, from, length) => {
        const { initials } = pinyinOf(name)
        fc.pre(initials.length > 0)
        const tail = pinyinOf(sliceOf(name, from, 1000)).full
        const document = aDocument({ names: [name] })
        expect(finds(document, sliceOf(initials, from, length))).toBe(true)
        expect(finds(document, sliceOf(pinyinOf(name).full, 0, length))).toBe(true)
        expect(tail === '' || !pinyinOf(name).full.endsWith(tail) || finds(document, tail)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('finds every document by any four digits or more of a phone number', () => {
    fc.assert(
      fc.property(anyDocument, aPhone, ...aSlice, (document, phone, from, length) => {
        const q = sliceOf(phone.replace('+86', '').replace('-', ''), from, length, 4)
        expect(finds({ ...document, phones: [...document.phones, phone] }, q)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('finds every document by the beginning of any word of an address and any group of a code', () => {
    fc.assert(
      fc.property(anyDocument, anEmail, aCode, fc.nat(100), fc.nat(100), (document, email, code, at, length) => {
        const [local = '', domain = ''] = email.split('@')
        const words = [email, domain, local, email.slice(email.search(/[._-]/) + 1), code, code.slice(-4)]
        const word = words[at % words.length] ?? ''
        const q =
          code.includes(word) && word !== code.slice(-4)
            ? code.slice(0, 2 + (length % code.length))
            : word.slice(0, 2 + length)
        fc.pre(!(code.startsWith('9') && word === code.slice(-4)) && !/^(com|cn)/.test(word))
        expect(finds({ ...document, emails: [email], codes: [code] }, q)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('asks with its own words only, whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          aName,
          fc.string().map((q) => `+(${q}) -公司* "a" @3 ~<>`),
        ),
        (q) => {
          const plan = searchPlan(q)
          const wanted = plan.kind === 'WORDS' ? plan.conditions.flat() : []
          for (const { word } of wanted) expect(word).toMatch(/^[uxd][0-9a-z]{1,23}$/)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('takes any text, lone surrogates included, and stores short ASCII words', () => {
    const texts = fc.array(anyText, { maxLength: 3 })
    fc.assert(
      fc.property(fc.record({ names: texts, phones: texts, emails: texts, codes: texts }), anyText, (document, q) => {
        const tokens = indexTokens(document)
        expect(tokens).toMatch(/^(?:[uxd][0-9a-z]{1,23}(?: (?!$)|$))*$/)
        const plan = searchPlan(q)
        if (plan.kind === 'WORDS' && matches(document, q)) expect(isFound(tokens, plan)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('bounds the words of an endless document', () => {
    const document = aDocument({
      names: Array.from({ length: 100 }, (_, at) => `名称${String.fromCharCode(0x4e00 + at)}`.repeat(20)),
    })
    expect(indexTokens(document).length).toBeLessThanOrEqual(8_000)
    expect(indexTokens(document)).toMatch(/^[ux]\w{1,29}(?: [ux]\w{1,29})+$/)
  })

  it('repeats no word that several names share', () => {
    const words = indexTokens(
      aDocument({ names: ['深圳市华信博科技有限公司', '华信博科技'], emails: ['a@b.cn', 'c@b.cn'] }),
    ).split(' ')
    expect(new Set(words).size).toBe(words.length)
  })

  it('keeps an ordinary account and its contact small', () => {
    const account = aDocument({
      names: ['深圳市华信博科技有限公司'],
      phones: ['+8675588886666'],
      emails: ['info@huaxinbo.com'],
      codes: ['91440300708461136T', 'C-20260115-0042'],
    })
    const contact = aDocument({ names: ['张晓伟'], phones: ['+8613812345678'], emails: ['zhangxw@huaxinbo.com'] })
    expect(indexTokens(account).split(' ').length).toBeLessThanOrEqual(45)
    expect(indexTokens(contact).split(' ').length).toBeLessThanOrEqual(20)
  })
})
