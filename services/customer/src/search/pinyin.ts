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
const CONTEXT = 2
const MEMO_LIMIT = 20_000
const HAN_RUN = /\p{Script=Han}+/gu

const soleReadings = new Map<string, string | null>()
const contextReadings = new Map<string, string>()
const personReadings = new Map<string, string[]>()

/**
 * Reads a name aloud in toneless pinyin (ü is v): `full` all syllables, `initials` their first letters. Latin letters
 * and digits stay, in lower case; scripts without pinyin are left out.
 */
export const pinyinOf = (name: string, kind: NameKind = 'COMPANY'): { full: string; initials: string } => {
  const syllables = syllablesOf(foldText(name), kind)
  return {
    full: syllables.map(({ text }) => text).join(''),
    initials: syllables.map(({ text }) => text.charAt(0)).join(''),
  }
}

/** The syllables of a folded name, in order. */
export const syllablesOf = (folded: string, kind: NameKind): Syllable[] => {
  const syllables: Syllable[] = []
  let end = 0
  const spell = (text: string): void => {
    for (const letter of text) if (isLatin(letter)) syllables.push({ text: letter, isHan: false })
  }
  for (const { 0: run, index } of folded.matchAll(HAN_RUN)) {
    spell(folded.slice(end, index))
    for (const text of readingsOf(Array.from(run), kind === 'PERSON' && index === 0))
      if (text) syllables.push({ text, isHan: true })
    end = index + run.length
  }
  spell(folded.slice(end))
  return syllables
}

const readingsOf = (characters: string[], isPerson: boolean): string[] => {
  const sole = characters.map(soleReading)
  if (isPerson && sole.includes(null)) return personReading(characters)
  return sole.map((reading, at) => reading ?? readingInContext(characters, at))
}

/**
 * The reading of a character that has only one when tones are ignored ('' when it has none), or null when its
 * neighbours decide.
 */
const soleReading = (character: string): string | null =>
  remember(soleReadings, character, () => {
    const readings = new Set(pinyin(character, { ...OPTIONS, multiple: true }).map(spelling))
    return readings.size > 1 ? null : [...readings].join('')
  })

/** Reading a few neighbours instead of the whole name lets names share what was looked up before. */
const readingInContext = (characters: readonly string[], at: number): string => {
  const start = Math.max(0, at - CONTEXT)
  const window = characters.slice(start, at + CONTEXT + 1)
  return remember(contextReadings, `${at - start}${window.join('')}`, () => {
    const readings = pinyin(window.join(''), OPTIONS)
    return spelling((readings.length === window.length ? readings[at - start] : undefined) ?? characters[at] ?? '')
  })
}

const personReading = (characters: readonly string[]): string[] => {
  const name = characters.join('')
  return remember(personReadings, name, () => {
    const readings = pinyin(name, { ...OPTIONS, surname: 'head' })
    return (readings.length === characters.length ? readings : characters).map(spelling)
  })
}

/** A reading as plain letters; a character that is not in the dictionary comes back as itself and has none. */
const spelling = (reading: string): string => {
  const letters = foldText(reading)
  return isLatin(letters) ? letters : ''
}

const remember = <V extends string | string[] | null>(memo: Map<string, V>, key: string, compute: () => V): V => {
  const known = memo.get(key)
  if (known !== undefined) return known
  if (memo.size >= MEMO_LIMIT) memo.clear()
  const value = compute()
  memo.set(key, value)
  return value
}
