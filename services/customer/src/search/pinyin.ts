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

const characterSyllables = new Map<string, Syllable | null>()
const pairReadings = new Map<string, string[]>()
const surnameReadings = new Map<string, string[]>()

/**
 * Reads a name aloud in toneless pinyin (ü is v): `full` all syllables, `initials` their first letters. Latin letters and
 * digits stay, in lower case; scripts without pinyin are left out.
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
  const characters = Array.from(folded)
  const syllables: Syllable[] = []
  const surname = kind === 'PERSON' ? surnameOf(characters) : undefined
  for (const [at, character] of characters.entries()) {
    const syllable = surname?.[at] ?? syllableOf(character) ?? inContext(characters, at)
    if (syllable.text !== '') syllables.push(syllable)
  }
  return syllables
}

/** The syllable of a character that sounds the same everywhere ('' if it has no sound), or null when its neighbours decide. */
const syllableOf = (character: string): Syllable | null =>
  remember(characterSyllables, character, () => {
    if (isLatin(character)) return { text: character, isHan: false }
    const readings = new Set(pinyin(character, { ...OPTIONS, multiple: true }).map(spelling))
    return readings.size > 1 ? null : { text: [...readings].join(''), isHan: true }
  })

/**
 * The syllable of a character by its neighbours: the reading it has together with the next or the previous character, where
 * that differs from the one it has alone. Looking up pairs, which recur from name to name, takes a small part of the time
 * of reading every name as a whole.
 */
const inContext = (characters: readonly string[], at: number): Syllable => {
  const [character = '', previous = '', next = ''] = [characters[at], characters[at - 1], characters[at + 1]]
  const [alone = ''] = pairOf(character)
  const [withNext] = pairOf(character + next)
  const [, withPrevious] = pairOf(previous + character)
  const text = [EXCEPTIONS.get(character + next), withNext, withPrevious].find((reading) => reading && reading !== alone)
  return { text: text ?? alone, isHan: true }
}

const pairOf = (pair: string): string[] =>
  remember(pairReadings, pair, () => readingsOf(pair, pinyin(pair, OPTIONS)))

const surnameOf = (characters: readonly string[]): Syllable[] => {
  const pair = characters.slice(0, 2).join('')
  const [first = '', second = ''] = remember(surnameReadings, pair, () =>
    readingsOf(pair, pinyin(pair, { ...OPTIONS, surname: 'head' })),
  )
  const isHan = !isLatin(characters[0] ?? '')
  return COMPOUND_SURNAMES.has(pair) ? [{ text: first, isHan }, { text: second, isHan }] : [{ text: first, isHan }]
}

/** One reading for each character, '' for those that have none. */
const readingsOf = (text: string, readings: readonly string[]): string[] => {
  const characters = Array.from(text)
  return readings.length === characters.length ? readings.map(spelling) : characters.map(() => '')
}

/** A reading as plain letters; a character that is not in the dictionary comes back as itself and has none. */
const spelling = (reading: string): string => {
  const letters = foldText(reading)
  return isLatin(letters) ? letters : ''
}

const remember = <V extends Syllable | string[] | null>(memo: Map<string, V>, key: string, compute: () => V): V => {
  const known = memo.get(key)
  if (known !== undefined) return known
  if (memo.size >= MEMO_LIMIT) memo.clear()
  const value = compute()
  memo.set(key, value)
  return value
}
