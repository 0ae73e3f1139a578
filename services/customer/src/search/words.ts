import { isLatin } from './foldText'

/** Longer words are cut: records are found by their first letters and compared in full afterwards. */
export const MAX_WORD_LENGTH = 20

const MAX_CODES = 50_000

const UBIQUITOUS_PAIRS = new Set(['有限', '限公', '公司', '限责', '责任', '任公'])
const UBIQUITOUS_CHARACTERS = new Set('有限责任公司')

/**
 * The index word for two neighbouring characters (`u5f20u4f1f`), or for the last character of a run when `next` is ''.
 * Undefined for those of the legal form with which nearly every company name ends: they are not indexed.
 */
export const pairWord = (character: string, next: string): string | undefined =>
  (next ? UBIQUITOUS_PAIRS.has(character + next) : UBIQUITOUS_CHARACTERS.has(character))
    ? undefined
    : codeOf(character) + (next && codeOf(next))

/** The index word for a text in Latin letters and digits; undefined for a single letter, which is in too many names. */
export const latinWord = (text: string): string | undefined => {
  const letters = isLatin(text) ? text : text.replace(/[^a-z0-9]+/g, '')
  return letters.length < 2 ? undefined : `x${letters.slice(0, MAX_WORD_LENGTH)}`
}

/** The index word for the digits of a phone number. */
export const digitsWord = (digits: string): string => `d${digits.slice(0, MAX_WORD_LENGTH)}`

const codes = new Map<string, string>()
const codeOf = (character: string): string => {
  const known = codes.get(character)
  if (known !== undefined) return known
  const code = `u${(character.codePointAt(0) ?? 0).toString(16)}`
  if (codes.size < MAX_CODES) codes.set(character, code)
  return code
}
