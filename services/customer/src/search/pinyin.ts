import { pinyin } from 'pinyin-pro'
import { foldText, isLatin } from './foldText'

/** Whose name it is: a person's first character is read as a surname (单 is Shan, not Dan). */
export type NameKind = 'COMPANY' | 'PERSON'

/** One sounding part of a name: the reading of a Chinese character, or a single Latin letter or digit. */
export interface Syllable {
  text: string
  isHan: boolean
}

const OPTIONS = { toneType: 'none', type: 'array', v: true } as const
const MEMO_LIMIT = 50_000

/** Surnames of two characters of which a character is read otherwise than alone. */
const COMPOUND_SURNAMES = new Set('尉迟 万俟 单于 澹台 长孙 令狐 宰父 皇甫 夏侯 亓官 鲜于 呼延 夹谷 乐正'.split(' '))

/** Readings that only a third character decides; there are few among names. */
const EXCEPTIONS = new Map([['都江', 'du']])

const characterSyllables = new Map<number, Syllable | null>()
const readings = new Map<string, string[]>()
const surnames = new Map<string, string[]>()

/**
 * Reads a name aloud in toneless pinyin (ü is v): `full` all syllables, `initials` their first letters. Latin letters
 * and digits stay, in lower case; scripts without pinyin are left out.
 */
export const pinyinOf = (name: string, kind: NameKind = 'COMPANY'): { full: string; initials: string } => {
  let full = ''
  let initials = ''
  for (const { text } of syllablesOf(foldText(name), kind)) {
    full += text
    initials += text.charAt(0)
  }
  return { full, initials }
}

/** The syllables of a folded name, in order. */
export const syllablesOf = (folded: string, kind: NameKind): Syllable[] => {
  const syllables = kind === 'PERSON' ? surnameOf(folded) : []
  const start = syllables.reduce((length, _, at) => length + widthAt(folded, at), 0)
  for (let at = start, width = 0; at < folded.length; at += width) {
    width = widthAt(folded, at)
    const syllable = syllableOf(folded.codePointAt(at) ?? 0) ?? inContext(folded, at, width)
    if (syllable.text !== '') syllables.push(syllable)
  }
  return syllables
}

const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)

/**
 * The syllable of a character that sounds the same everywhere ('' if it has no sound), or null when its neighbours
 * decide.
 */
const syllableOf = (code: number): Syllable | null => {
  const known = characterSyllables.get(code)
  if (known !== undefined) return known
  const character = String.fromCodePoint(code)
  if (isLatin(character)) return remember(characterSyllables, code, { text: character, isHan: false })
  const texts = new Set(pinyin(character, { ...OPTIONS, multiple: true }).map(spelling))
  return remember(characterSyllables, code, texts.size > 1 ? null : { text: [...texts].join(''), isHan: true })
}

/**
 * The syllable of a character by its neighbours: the reading it has together with the next or the previous character,
 * where that differs from the one it has alone. Looking up pairs, which recur from name to name, takes a small part of
 * the time of reading every name as a whole.
 */
const inContext = (text: string, at: number, width: number): Syllable => {
  const character = text.slice(at, at + width)
  const before = text.slice(at - 1, at)
  const pair = text.slice(at, at + width + widthAt(text, at + width))
  const alone = readingsOf(character)[0] ?? ''
  const differing = (reading = ''): string => (reading === alone ? '' : reading)
  const reading =
    EXCEPTIONS.get(pair) ||
    differing(readingsOf(pair)[0]) ||
    differing(readingsOf(before + character)[before.length]) ||
    alone
  return { text: reading, isHan: true }
}

const readingsOf = (text: string): string[] =>
  readings.get(text) ?? remember(readings, text, oneEach(text, pinyin(text, OPTIONS)))

/**
 * The syllables of a surname: one, or two of a surname of two characters; none when the name begins with no Chinese
 * character.
 */
const surnameOf = (folded: string): Syllable[] => {
  const pair = folded.slice(0, 2)
  if (!/^\p{Script=Han}/u.test(pair)) return []
  const texts =
    surnames.get(pair) ?? remember(surnames, pair, oneEach(pair, pinyin(pair, { ...OPTIONS, surname: 'head' })))
  return texts.slice(0, COMPOUND_SURNAMES.has(pair) ? 2 : 1).map((text) => ({ text, isHan: true }))
}

/** One reading for each character, '' for those that have none. */
const oneEach = (text: string, readings: readonly string[]): string[] => {
  const characters = Array.from(text)
  return readings.length === characters.length ? readings.map(spelling) : characters.map(() => '')
}

/** A reading as plain letters; a character that is not in the dictionary comes back as itself and has none. */
const spelling = (reading: string): string => {
  const letters = foldText(reading)
  return isLatin(letters) ? letters : ''
}

const remember = <K, V>(memo: Map<K, V>, key: K, value: V): V => {
  if (memo.size >= MEMO_LIMIT) memo.clear()
  memo.set(key, value)
  return value
}
