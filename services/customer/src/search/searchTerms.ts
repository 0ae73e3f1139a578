import { decompose, foldText } from './foldText'

/** One word of what the user typed; a document must match all of them. */
export interface SearchTerm {
  /** Letters and digits only, see `foldText`. */
  folded: string
  /** The same with its punctuation, for comparing with e-mail addresses. */
  written: string
  /** The digits to look for in phone numbers, when there are enough of them. */
  phone?: string
}

/** Shorter runs of digits are not looked for in phone numbers: they are in too many. */
export const MIN_PHONE_DIGITS = 4

const MAX_QUERY_LENGTH = 100
const MAX_TERMS = 8
const MAX_PHONE_DIGITS = 15
const PHONE_LIKE = /^[\d\s+()\-.]+$/

/**
 * Reads a query into its terms; [] when it holds no letter and no digit. A phone number written in groups is one term.
 */
export const searchTermsOf = (query: string): SearchTerm[] => {
  const text = decompose(query.slice(0, MAX_QUERY_LENGTH)).trim()
  const words = isPhoneInGroups(text) ? [text.replace(/\s+/g, '')] : text.split(/\s+/)
  return words
    .map(termOf)
    .filter(({ folded }) => folded !== '')
    .slice(0, MAX_TERMS)
}

/** "138 1234 5678", "+86 13812345678" and "010 88886666" are one number; "1688 13812345678" is a name and a number. */
const isPhoneInGroups = (text: string): boolean => {
  if (!PHONE_LIKE.test(text)) return false
  const groups = text.match(/\d+/g) ?? []
  if (groups.join('').length > MAX_PHONE_DIGITS) return false
  return /^(?:[+(0]|86\s)/.test(text) || groups.every(({ length }) => length <= 4)
}

const termOf = (word: string): SearchTerm => {
  const folded = foldText(word)
  const written = word.replace(/^[^\p{L}\p{N}]+/u, '')
  const phone = phoneDigitsOf(word)
  return phone.length >= MIN_PHONE_DIGITS && PHONE_LIKE.test(word) ? { folded, written, phone } : { folded, written }
}

/**
 * The country code of China is taken off where it can be nothing else: documents hold the numbers as dialled in China.
 */
const phoneDigitsOf = (word: string): string => {
  const digits = word.replace(/[^\d+]/g, '')
  const national = /^(?:\+86|0086(?=\d{4}))(\d+)$/.exec(digits)?.[1] ?? /^86(\d{10,})$/.exec(digits)?.[1]
  return (national ?? digits).replaceAll('+', '')
}
