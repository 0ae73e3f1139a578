/** Longer words are cut: records are found by their first letters and compared in full afterwards. */
export const MAX_WORD_LENGTH = 20

/** A single letter is in too many names to be looked for. */
export const MIN_LATIN_LENGTH = 2

const UBIQUITOUS_PAIRS = new Set(['有限', '限公', '公司', '限责', '责任', '任公'])
const UBIQUITOUS_CHARACTERS = new Set(Array.from('有限责任公司', (character) => character.charCodeAt(0)))

/**
 * The index word for two neighbouring code points (`u5f20u4f1f`), or for the last one of a run when `next` is absent.
 * '' for those of the legal form with which nearly every company name ends: they are not indexed.
 */
const pairWord = (code: number, next?: number): string => {
  if (UBIQUITOUS_CHARACTERS.has(code)) {
    if (next === undefined || UBIQUITOUS_PAIRS.has(String.fromCodePoint(code, next))) return ''
  }
  return next === undefined ? wordOf(code) : wordOf(code) + wordOf(next)
}

const words: string[] = []
const wordOf = (code: number): string => (words[code] ??= `u${code.toString(16)}`)

/** The words for the pairs of a run of characters, and for its last character. */
export const pairWords = (run: string): string[] => {
  const found: string[] = []
  let code = run.codePointAt(0)
  for (let at = 0; code !== undefined;) {
    at += code > 0xffff ? 2 : 1
    const next = run.codePointAt(at)
    found.push(pairWord(code, next))
    code = next
  }
  return found
}

/** The letters and digits of a text that an index word keeps. */
const latinLetters = (text: string): string => text.replace(/[^a-z0-9]+/g, '').slice(0, MAX_WORD_LENGTH)

/** The index word for a text in Latin letters and digits, '' for a single letter. */
export const latinWord = (text: string): string => {
  const letters = latinLetters(text)
  return letters.length < MIN_LATIN_LENGTH ? '' : `x${letters}`
}

/** The index word for the digits of a phone number. */
export const digitsWord = (digits: string): string => `d${digits.slice(0, MAX_WORD_LENGTH)}`
