import { CREDIT_CODE_SHAPE } from '../credit/creditCode'
import { dialledDigits } from '../phone/phoneDigits'
import { decompose, foldText, isLatin } from './foldText'
import { maySoundOtherwise, syllablesOf, type Syllable } from './pinyin'

/** What a record is found by, every value as the user wrote it; phones may also be in E.164. */
export interface SearchDocument {
  /** Names of companies and persons. */
  names: readonly string[]
  phones: readonly string[]
  emails: readonly string[]
  /** Numbers people quote: the account's number, the unified social credit code, a WeChat id. */
  codes: readonly string[]
}

/** A text that is found by what it begins with at any of `starts`. */
export interface AlignedText {
  text: string
  starts: readonly number[]
}

/** A document prepared for comparing: everything folded, names also in sound. */
export interface SearchFields {
  names: string[]
  initials: AlignedText[]
  pinyin: AlignedText[]
  phones: string[]
  emails: AlignedText[]
  codes: AlignedText[]
}

/** The legal form that nearly every company name ends with: nobody looks for a company by the sound of it. */
const LEGAL_FORM = /(?:股份)?(?:有限(?:责任)?)?公司$/
const MAYBE_A_PERSON = /^\p{Script=Han}{1,4}$/u
const PUBLIC_SUFFIX = /^(?:[a-z]+|(?:ac|co|com|edu|gov|net|org)\.[a-z]{2})$/
const NORMALISED_EMAIL = /^[\x21-\x40\x5b-\x7e]+$/
const MAX_STARTS = 6

/**
 * Prepares a document for `indexTokens` and `matches`. Values with nothing to compare (only punctuation, say) are left
 * out.
 */
export const searchFieldsOf = (document: SearchDocument): SearchFields => {
  const fields: SearchFields = { names: [], initials: [], pinyin: [], phones: [], emails: [], codes: [] }
  for (const name of document.names) addName(fields, name)
  for (const phone of document.phones) addOnce(fields.phones, dialledDigits(phone))
  for (const email of document.emails) addEmail(fields, email)
  for (const code of document.codes) addCode(fields, code)
  return fields
}

const addOnce = (list: string[], value: string): boolean => {
  if (!value || list.includes(value)) return false
  list.push(value)
  return true
}

/** A short name may be a person's: it is found by the reading of its first character as a surname, too. */
const addName = (fields: SearchFields, name: string): void => {
  const folded = foldText(name)
  if (!addOnce(fields.names, folded)) return
  addReading(fields, folded, syllablesOf(folded, 'COMPANY'))
  if (MAYBE_A_PERSON.test(folded) && maySoundOtherwise(folded))
    addReading(fields, folded, syllablesOf(folded, 'PERSON'))
}

const addReading = (fields: SearchFields, folded: string, syllables: readonly Syllable[]): void => {
  const sounding = syllables.length - legalFormLength(folded) || syllables.length
  const starts: number[] = []
  let full = ''
  let initials = ''
  let wasHan = true
  for (const { text, isHan } of syllables) {
    if (initials.length < sounding && (isHan || wasHan)) starts.push(full.length)
    full += text
    initials += text.charAt(0)
    wasHan = isHan
  }
  if (full !== initials) addAligned(fields.pinyin, { text: full, starts })
  if (full !== '') addAligned(fields.initials, { text: initials, starts: countTo(sounding) })
}

const legalFormLength = (folded: string): number =>
  folded.endsWith('公司') ? (LEGAL_FORM.exec(folded.slice(-8))?.[0].length ?? 0) : 0

const addAligned = (list: AlignedText[], { text, starts }: AlignedText): void => {
  if (!list.some((known) => known.text === text && known.starts.length === starts.length)) list.push({ text, starts })
}

const counts: (readonly number[])[] = []
const countTo = (length: number): readonly number[] => (counts[length] ??= Array.from({ length }, (_, at) => at))

/** An address is found by the beginning of any of its words; `text` keeps its punctuation. */
const addEmail = ({ emails }: SearchFields, email: string): void => {
  const text = NORMALISED_EMAIL.test(email) ? email : decompose(email.trim())
  if (!/^[\x21-\x7e]+$/.test(text)) return
  const domain = text.indexOf('@')
  const starts: number[] = []
  for (let at = 0; at < text.length && starts.length < MAX_STARTS; at++) {
    const isStart = isLetterOrDigit(text.charCodeAt(at)) && (at === 0 || !isLetterOrDigit(text.charCodeAt(at - 1)))
    if (isStart && (at < domain || !PUBLIC_SUFFIX.test(text.slice(at)))) starts.push(at)
  }
  if (starts.length > 0) emails.push({ text, starts })
}

const isLetterOrDigit = (code: number): boolean => (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a)

/**
 * A number is found by the beginning of any group of its letters or digits, a credit code also by the organisation's
 * part of it.
 */
const addCode = (fields: SearchFields, code: string): void => {
  const text = foldText(code)
  if (!isLatin(text)) return addName(fields, code)
  fields.codes.push({ text, starts: CREDIT_CODE_SHAPE.test(code) ? [0, 8] : groupStarts(decompose(code)) })
}

/** Where the groups of letters and of digits begin, counted without what stands between them. */
const groupStarts = (code: string): number[] => {
  const starts: number[] = []
  let length = 0
  let before = 0
  for (let at = 0; at < code.length; at++) {
    const kind = isLetterOrDigit(code.charCodeAt(at)) ? (code.charCodeAt(at) > 0x39 ? 2 : 1) : 0
    if (kind !== 0 && kind !== before && starts.length < MAX_STARTS) starts.push(length)
    if (kind !== 0) length++
    before = kind
  }
  return starts
}
