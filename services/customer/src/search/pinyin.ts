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

interface Sound {
  syllable: Syllable
  isFixed: boolean
}

const sounds = new Map<number, Sound>()
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
  const syllables = kind === 'PERSON' && maySoundOtherwise(folded) ? surnameOf(folded) : []
  const start = syllables.reduce((length, _, at) => length + widthAt(folded, at), 0)
  for (let at = start, width = 0; at < folded.length; at += width) {
    width = widthAt(folded, at)
    const sound = soundOf(folded.codePointAt(at) ?? 0)
    const syllable = sound.isFixed ? sound.syllable : inContext(folded, at, width, sound.syllable)
    if (syllable.text !== '') syllables.push(syllable)
  }
  return syllables
}

/** Whether a folded name begins with a character that can sound otherwise in a surname. */
export const maySoundOtherwise = (folded: string): boolean =>
  !soundOf(folded.codePointAt(0) ?? 0).isFixed || COMPOUND_SURNAMES.has(folded.slice(0, 2))

const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)

/** The syllable of a character standing alone ('' if it has no sound), and whether it is the same everywhere. */
const soundOf = (code: number): Sound => {
  const known = sounds.get(code)
  if (known) return known
  const character = String.fromCodePoint(code)
  if (isLatin(character)) return remember(sounds, code, { syllable: { text: character, isHan: false }, isFixed: true })
  const [text = ''] = oneEach(character, pinyin(character, OPTIONS))
  const isFixed = new Set(pinyin(character, { ...OPTIONS, multiple: true }).map(spelling)).size === 1
  return remember(sounds, code, { syllable: { text, isHan: true }, isFixed })
}

/**
 * The syllable of a character by its neighbours: the reading it has together with the next or the previous character,
 * where that differs from the one it has alone. Looking up pairs, which recur from name to name, takes a small part of
 * the time of reading every name as a whole.
 */
const inContext = (text: string, at: number, width: number, alone: Syllable): Syllable => {
  const pair = text.slice(at, at + width + widthAt(text, at + width))
  const withNext = EXCEPTIONS.get(pair) ?? readingsOf(pair)[0]
  if (withNext && withNext !== alone.text) return { text: withNext, isHan: true }
  const withPrevious = at > 0 ? readingsOf(text.slice(at - 1, at + width))[1] : undefined
  return withPrevious && withPrevious !== alone.text ? { text: withPrevious, isHan: true } : alone
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
