import { isLatin, runsOf } from './foldText'
import { searchFieldsOf, type AlignedText, type SearchDocument, type SearchFields } from './searchFields'
import { MIN_PHONE_DIGITS, searchTermsOf, type SearchTerm } from './searchTerms'
import { digitsWord, latinWord, MAX_WORD_LENGTH, MIN_LATIN_LENGTH, pairWords } from './words'

export type { SearchDocument } from './searchFields'

const MAX_LENGTH = 8_000
const MAX_CONDITIONS = 8

/**
 * The words under which a document is found, separated by spaces: ASCII, at most 8,000 characters. An account with a phone
 * and an e-mail address has about 45, a contact about 17. Words that several values share are there once.
 *
 * `u` words are two neighbouring characters of a name; `x` words begin somewhere in a name written in Latin letters, in
 * its initials, its pinyin, an e-mail address or a code; `d` words begin at a digit of a phone number. A query finds
 * `x` and `d` words by prefix, and so any part of the text.
 */
export const indexTokens = (document: SearchDocument): string => {
  const { names, initials, pinyin, phones, emails, codes } = searchFieldsOf(document)
  let tokens = ''
  for (const name of names) for (const run of runsOf(name)) if (!isLatin(run)) tokens += joined(pairWords(run))
  for (const texts of [initials, pinyin, codes])
    for (const { text, starts } of texts)
      for (const start of starts)
        if (start + MIN_LATIN_LENGTH <= text.length) tokens += ` x${text.slice(start, start + MAX_WORD_LENGTH)}`
  for (const { text, starts } of emails) tokens += joined(starts.map((start) => latinWord(text.slice(start))))
  for (const digits of phones)
    for (let start = 0; start + MIN_PHONE_DIGITS <= digits.length; start++)
      tokens += ` d${digits.slice(start, start + MAX_WORD_LENGTH)}`
  const mayRepeat = names.length > 1 || phones.length > 1 || emails.length > 1
  return bounded((mayRepeat ? [...new Set(tokens.split(' '))].join(' ') : tokens).trimStart())
}

const joined = (words: readonly string[]): string => {
  let tokens = ''
  for (const word of words) if (word !== '') tokens += ` ${word}`
  return tokens
}

const bounded = (tokens: string): string =>
  tokens.length <= MAX_LENGTH ? tokens : tokens.slice(0, tokens.lastIndexOf(' ', MAX_LENGTH))

/** A word, or the beginning of one. */
export interface Wanted {
  readonly word: string
  readonly isBeginning: boolean
}

/** One of these words stands in the document. */
export type WordCondition = readonly Wanted[]

/**
 * How to find what a query asks for. WORDS: by documents for which all `conditions` hold. SCAN: the words are in so many
 * records (a single letter, the legal form of companies) that walking the newest records fills a page sooner. NONE: there is
 * nothing to look for.
 */
export type SearchPlan = { kind: 'WORDS'; conditions: WordCondition[] } | { kind: 'SCAN' } | { kind: 'NONE' }

/**
 * Plans a search over the words of `indexTokens`. Documents found either way must still pass `matches`, which decides on the
 * real values.
 */
export const searchPlan = (query: string): SearchPlan => {
  const terms = searchTermsOf(query)
  if (terms.length === 0) return { kind: 'NONE' }
  const all = terms.flatMap(conditionsOf).map((condition) => [JSON.stringify(condition), condition] as const)
  const conditions = [...new Map(all).values()].slice(0, MAX_CONDITIONS)
  return conditions.length ? { kind: 'WORDS', conditions } : { kind: 'SCAN' }
}

const word = (text: string): Wanted[] => (text ? [{ word: text, isBeginning: false }] : [])
const beginning = (text: string): Wanted[] => (text ? [{ word: text, isBeginning: true }] : [])

const conditionsOf = ({ folded, phone }: SearchTerm): WordCondition[] => {
  if (phone) return [[...beginning(latinWord(folded)), ...beginning(digitsWord(phone))]]
  const conditions = runsOf(folded).flatMap((run): WordCondition[] => {
    if (isLatin(run)) return [beginning(latinWord(run))]
    const words = pairWords(run)
    if (words.length === 1) return [beginning(words.join(''))]
    const pairs = words.slice(0, -1)
    // Every second pair first: when the query is cut, the pairs that stay still cover as much text as they can.
    return [...pairs.filter((_, at) => at % 2 === 0), ...pairs.filter((_, at) => at % 2 === 1)].map(word)
  })
  return conditions.filter((condition) => condition.length > 0)
}

/**
 * Whether a document is what the query asks for: each word of the query is part of a name, of its initials or of its
 * pinyin from a syllable on, or of a phone number (4 digits or more), or begins a word of an e-mail address or a group
 * of a code. This is what search means; the index only finds candidates for it. A query without letters and digits
 * matches nothing.
 */
export const matches = (document: SearchDocument, query: string): boolean => {
  const terms = searchTermsOf(query)
  const fields = searchFieldsOf(document)
  return terms.length > 0 && terms.every((term) => termMatches(fields, term))
}

const termMatches = (fields: SearchFields, { folded, written, phone }: SearchTerm): boolean =>
  fields.names.some((name) => name.includes(folded)) ||
  (phone !== undefined && fields.phones.some((digits) => digits.includes(phone))) ||
  (isLatin(folded) &&
    ([...fields.initials, ...fields.pinyin, ...fields.codes].some((text) => beginsAt(text, folded)) ||
      fields.emails.some((address) => beginsAt(address, written))))

const beginsAt = ({ text, starts }: AlignedText, part: string): boolean =>
  starts.some((start) => text.startsWith(part, start))
