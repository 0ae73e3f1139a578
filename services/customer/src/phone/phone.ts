import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'

/**
 * MOBILE can get text messages, LANDLINE cannot; OTHER is a service number (400, 800, 95xxx) or one that can be either.
 */
type PhoneKind = 'MOBILE' | 'LANDLINE' | 'OTHER'

/** A phone number that can be called. */
export interface PhoneNumber {
  /** As it was written, without surrounding spaces. */
  raw: string
  /** `+8613812345678`, the same for every spelling of a number; without the extension. */
  e164: string
  kind: PhoneKind
  /** The last 8 digits of `e164` (fewer for short service numbers), for matching callers whose prefix differs. */
  digitsTail: string
  extension?: string
}

const MAX_LENGTH = 60
const CHINA_MOBILE = /^(?:(?:\+|00)?86)?0?(1[3-9]\d{9})$/
const CHINA_SERVICE = /^(?:\+?86|0086)?([48]00\d{7}|95\d{3,6}|96\d{3,4}|100\d{2}|1[12]\d{3})$/
const CHINA_LANDLINE = /^(?:(?:\+?86|0086)0?|0)((?:10|2\d)[2-8]\d{7}|[3-9]\d{2}[2-8]\d{6,7})$/
const PLAIN_MOBILE = /^1[3-9]\d{9}$/
const SIMPLE = /^\+?[\d\s\-()]+$/
const LABEL = /^(?:[^\d+(:]{0,20}:|手机号?码?|电话|座机|tel\.?|mobile|phone)\s*(?=[\d+(])/i
const NOTE = /\s*\([^\d()]*\)$/
const EXTENSION = /^(.*\d[\s)]*)(?:转|轉|分机号?|内线|,|;|x|#|ext(?:ension)?\.?)[\s.:]*(\d{1,6})$/i
const DASHED_EXTENSION = /^(\(?0\d{2,3}\)?[-\s]?\d{7,8})-(\d{1,6})$/
const WRITTEN_LIKE_A_NUMBER = /^\+?[\d\s\-().·]+$/

/**
 * Reads one phone number in any usual spelling: spaces, dashes, parentheses, full-width digits, +86, 0086 and 86-, a
 * leading label or a trailing note, an extension (`转801`, `ext. 801`, `010-88886666-801`), and what spreadsheets make
 * of numbers (`1.3812345678E+10`, `13812345678.0`). Numbers without a country code belong to `defaultCountry`.
 *
 * Undefined when it cannot be called: letters, a landline without its area code, digits cut off by the spreadsheet,
 * several numbers at once.
 */
export const parsePhone = (raw: string, defaultCountry: CountryCode = 'CN'): PhoneNumber | undefined => {
  const written = raw.trim()
  if (PLAIN_MOBILE.test(written) && defaultCountry === 'CN')
    return phoneOf(written, { e164: `+86${written}`, kind: 'MOBILE' })
  if (written.length > MAX_LENGTH) return undefined
  const text = SIMPLE.test(written) ? written : normalise(written)
  const { number, extension } = splitExtension(text)
  if (!WRITTEN_LIKE_A_NUMBER.test(number)) return undefined
  const digits = number.replace(/[^\d+]/g, '')
  const found = (defaultCountry === 'CN' ? chinese(digits) : undefined) ?? worldwide(digits, defaultCountry)
  return found && { ...phoneOf(written, found), ...(extension && { extension }) }
}

type Callable = Pick<PhoneNumber, 'e164' | 'kind'>

const phoneOf = (raw: string, { e164, kind }: Callable): PhoneNumber => ({
  raw,
  e164,
  kind,
  digitsTail: e164.slice(1).slice(-8),
})

const normalise = (written: string): string => {
  const text = written
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212\u30fc]/g, '-')
    .replace(/^['\s]+/, '')
    .replace(LABEL, '')
    .replace(NOTE, '')
    .trim()
  return /^\d{7,15}\.0+$/.test(text) ? text.replace(/\.0+$/, '') : (fromScientific(text) ?? text)
}

/** `1.3812345678E+10` -> `13812345678`; only when no digit was lost. */
const fromScientific = (text: string): string | undefined => {
  const [, whole = '', fraction = '', exponent = ''] = /^(\d)(?:\.(\d+))?e\+?(\d{1,2})$/i.exec(text) ?? []
  return whole && fraction.length === Number(exponent) ? whole + fraction : undefined
}

const splitExtension = (text: string): { number: string; extension?: string } => {
  const [, number, extension] = EXTENSION.exec(text) ?? DASHED_EXTENSION.exec(text) ?? []
  return number && extension ? { number: number.trim(), extension } : { number: text }
}

/**
 * The spellings that make up nearly every list, told apart without the tables of the world, which take 30 times as
 * long.
 */
const chinese = (digits: string): Callable | undefined => {
  const mobile = CHINA_MOBILE.exec(digits)?.[1]
  if (mobile) return { e164: `+86${mobile}`, kind: 'MOBILE' }
  const service = CHINA_SERVICE.exec(digits)?.[1]
  if (service) return { e164: `+86${service}`, kind: 'OTHER' }
  const landline = CHINA_LANDLINE.exec(digits)?.[1]
  return landline ? { e164: `+86${landline}`, kind: 'LANDLINE' } : undefined
}

/**
 * The tables lag behind: abroad, a number of a possible length that they do not know yet is taken when its country is
 * named.
 */
const worldwide = (digits: string, defaultCountry: CountryCode): Callable | undefined => {
  const international = digits.replace(/^00/, '+').replace(/^(\+86)0/, '$1')
  const parsed = parsePhoneNumberFromString(international, defaultCountry)
  if (!parsed) return undefined
  const isAbroad = international.startsWith('+') && parsed.countryCallingCode !== '86'
  if (!parsed.isValid()) return isAbroad && parsed.isPossible() ? { e164: international, kind: 'OTHER' } : undefined
  const type = parsed.getType()
  return { e164: parsed.number, kind: type === 'MOBILE' ? type : type === 'FIXED_LINE' ? 'LANDLINE' : 'OTHER' }
}

const SEPARATOR = /[/|;,、，；／｜\r\n]+|或者?/
const BESIDE_EACH_OTHER = /^\+?\d[\d-]{6,}(?:\s+\+?\d[\d-]{6,})+$/
const LOCAL_NUMBER = /^\d{7,8}$/
const AREA_CODE = /^(\(?0\d{2,3}\)?)[-\s]?\d{7,8}(?!\d)/

/**
 * The phone numbers written in one cell, as they were written: separated by `/ | ; ,` and their Chinese forms, by line
 * breaks, or by spaces between whole numbers. A local number after a landline gets its area code
 * (`010-88886666/88887777`).
 */
export const splitPhones = (cell: string): string[] => {
  const written = cell.trim()
  if (PLAIN_MOBILE.test(written)) return [written]
  const parts = written
    .split(SEPARATOR)
    .map((part) => part.trim())
    .flatMap((part) => (BESIDE_EACH_OTHER.test(part) ? part.split(/\s+/) : [part]))
    .filter((part) => part !== '')
  let areaCode: string | undefined
  return parts.map((part) => {
    areaCode = AREA_CODE.exec(part)?.[1] ?? areaCode
    return areaCode && LOCAL_NUMBER.test(part) ? `${areaCode}-${part}` : part
  })
}
