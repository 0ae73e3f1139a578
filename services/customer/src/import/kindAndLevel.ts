export type AccountKind = 'COMPANY' | 'PERSON'
export type AccountLevel = 'A' | 'B' | 'C' | 'D'

const KINDS: Readonly<Record<AccountKind, string>> = {
  COMPANY:
    '公司 企业 单位 机构 组织 法人 商户 公司客户 企业客户 company corporate corporation organization organisation business enterprise firm b2b',
  PERSON: '个人 自然人 私人 个体 散客 个人客户 person individual personal private consumer b2c',
}

const LEVELS: Readonly<Record<AccountLevel, string>> = {
  A: 'A a a级 a类 重要 重点 核心 战略 高 大客户 重要客户 重点客户 vip key important high strategic major',
  B: 'B b b级 b类 较重要 次重要 优质 中高 优质客户 medium preferred',
  C: 'C c c级 c类 普通 一般 中 普通客户 一般客户 normal standard regular ordinary',
  D: 'D d d级 d类 低 潜在 次要 潜在客户 low minor potential',
}

const lookup = <K extends string>(words: Readonly<Record<K, string>>, keys: readonly K[]): ReadonlyMap<string, K> =>
  new Map(keys.flatMap((key) => words[key].split(' ').map((word) => [word, key] as const)))

const kinds = lookup(KINDS, ['COMPANY', 'PERSON'])
const levels = lookup(LEVELS, ['A', 'B', 'C', 'D'])
const wordOf = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** The kind of account a word means in Chinese or English, undefined when it means none. */
export const kindOf = (text: string): AccountKind | undefined => kinds.get(text) ?? kinds.get(wordOf(text))

/** The level a word means (`A`, `b级`, `重要`, `normal`), undefined when it means none. */
export const levelOf = (text: string): AccountLevel | undefined => levels.get(text) ?? levels.get(wordOf(text))
