import { normaliseEmail, splitEmails } from '../email/email'
import { parsePhone, splitPhones, type PhoneNumber } from '../phone/phone'
import { isImportField, joinedFields, type ImportField } from './importFields'
import type { ImportReason, ReasonParams } from './reasons'

/** Why a row cannot be taken as it is. */
export interface RowProblem {
  /** Index of the column, -1 when no column has the field. */
  column: number
  field: ImportField
  reason: ImportReason
  params: ReasonParams
}

/** The cells of one row by field. What the readers below cannot take they leave out and note in `problems`. */
export interface RowValues {
  mapping: readonly string[]
  byField: Map<ImportField, readonly Value[]>
  problems: RowProblem[]
}

interface Value {
  column: number
  text: string
}

/** As many phones and e-mail addresses as an account or a contact may have, and the length of its remark. */
export const MAX_PHONES = 10
export const MAX_EMAILS = 10
export const MAX_REMARK_LENGTH = 4000

/** Of a list in cells that is longer than this, nothing is read: a file may hold millions of values in one row. */
const MAX_PARTS = 200
const MAX_TAGS = 30
const MAX_TAG_LENGTH = 40
const MAX_LENGTHS: Readonly<Partial<Record<ImportField, number>>> = {
  'account.name': 200,
  'account.shortName': 100,
  'account.industry': 100,
  'account.region': 200,
  'account.address': 500,
  'account.source': 100,
  'account.remark': MAX_REMARK_LENGTH,
  'contact.name': 100,
  'contact.title': 100,
  'contact.wechat': 60,
  'contact.remark': MAX_REMARK_LENGTH,
}

const MULTI_LINE: ReadonlySet<ImportField> = new Set<ImportField>(['account.remark', 'contact.remark'])
const TAG_SEPARATOR = /[,;|/、，；｜\r\n]+/
const PLACEHOLDER = /^(?:[-–—/\\.]+|无|暂无|没有|未知|不详|空|n\/?a|#n\/a|none|null|nil|unknown)$/i

/**
 * Sorts the cells of a row by the field of their column; cells without text and columns without a field are left out.
 */
export const rowValues = (cells: readonly string[], mapping: readonly string[]): RowValues => {
  const byField = new Map<ImportField, Value[]>()
  for (const [column, field] of columnsOf(mapping)) {
    const text = cells[column]?.trim()
    if (!text) continue
    const known = byField.get(field)
    if (!known) byField.set(field, [{ column, text }])
    else if (joinedFields.has(field)) known.push({ column, text })
  }
  return { mapping, byField, problems: [] }
}

/** Thousands of rows share a mapping. */
const columnsOf = (mapping: readonly string[]): readonly [number, ImportField][] => {
  const known = knownColumns.get(mapping)
  if (known) return known
  const columns = mapping.flatMap((field, column): [number, ImportField][] =>
    isImportField(field) ? [[column, field]] : [],
  )
  knownColumns.set(mapping, columns)
  return columns
}
const knownColumns = new WeakMap<readonly string[], readonly [number, ImportField][]>()

/** Notes a problem, at the column of the field unless another is given. */
export const noteProblem = (
  { mapping, byField, problems }: RowValues,
  field: ImportField,
  reason: ImportReason,
  params: ReasonParams = {},
  column = byField.get(field)?.[0]?.column ?? mapping.indexOf(field),
): void => {
  problems.push({ column, field, reason, params })
}

/** The text of a field, its columns joined; line breaks stay in remarks only. */
export const textOf = (row: RowValues, field: ImportField): string | undefined => {
  const values = row.byField.get(field)
  if (!values) return undefined
  const text = MULTI_LINE.has(field)
    ? values.map((value) => value.text).join('\n')
    : values.map((value) => oneLine(value.text)).join(' ')
  const max = MAX_LENGTHS[field] ?? Infinity
  if (isWithin(text, max)) return text
  noteProblem(row, field, 'text_too_long', { max })
  return undefined
}

/** One line, and letters, digits and spaces in half width; full-width punctuation stays, it belongs to Chinese text. */
const oneLine = (text: string): string =>
  /[\r\n\t\u3000\uff10-\uff5a]/.test(text)
    ? text
        .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000]/g, (letter) => letter.normalize('NFKC'))
        .replace(/[\r\n\t ]+/g, (gap) => (/[\r\n\t]/.test(gap) ? ' ' : gap))
    : text

/** Whether a text has at most `max` characters (code points, as the database counts). */
export const isWithin = (text: string, max: number): boolean => text.length <= max || Array.from(text).length <= max

/** A text that `read` understands; what it does not is noted with the reason. */
export const choiceOf = <T extends string>(
  row: RowValues,
  field: ImportField,
  read: (text: string) => T | undefined,
  reasonOf: (text: string) => ImportReason,
): T | undefined => {
  const text = row.byField.get(field)?.[0]?.text
  if (text === undefined || PLACEHOLDER.test(text)) return undefined
  const found = read(text)
  if (found === undefined) noteProblem(row, field, reasonOf(text))
  return found
}

/** The phone numbers of a field, each once. */
export const phonesOf = (row: RowValues, field: ImportField): PhoneNumber[] => {
  const phones: PhoneNumber[] = []
  for (const { column, part } of partsOf(row, field, splitPhones, MAX_PHONES)) {
    const phone = parsePhone(part)
    if (!phone) noteProblem(row, field, phoneFault(part), {}, column)
    else if (!phones.some(({ e164 }) => e164 === phone.e164)) phones.push(phone)
  }
  return atMost(row, field, phones, MAX_PHONES)
}

/** The e-mail addresses of a field, each once. */
export const emailsOf = (row: RowValues, field: ImportField): string[] => {
  const emails: string[] = []
  for (const { column, part } of partsOf(row, field, splitEmails, MAX_EMAILS)) {
    const email = normaliseEmail(part)
    if (email === undefined) noteProblem(row, field, 'email_invalid', {}, column)
    else if (!emails.includes(email)) emails.push(email)
  }
  return atMost(row, field, emails, MAX_EMAILS)
}

/** The tags of a field, each once. */
export const tagsOf = (row: RowValues, field: ImportField): string[] => {
  const tags: string[] = []
  for (const { column, part } of partsOf(row, field, (cell) => cell.split(TAG_SEPARATOR), MAX_TAGS)) {
    const tag = part.trim()
    if (!isWithin(tag, MAX_TAG_LENGTH)) noteProblem(row, field, 'text_too_long', { max: MAX_TAG_LENGTH }, column)
    else if (tag !== '' && !tags.includes(tag)) tags.push(tag)
  }
  return atMost(row, field, tags, MAX_TAGS)
}

const NO_PARTS: readonly { column: number; part: string }[] = []

const partsOf = (
  row: RowValues,
  field: ImportField,
  split: (cell: string) => string[],
  max: number,
): readonly { column: number; part: string }[] => {
  const values = row.byField.get(field)
  if (!values) return NO_PARTS
  const parts: { column: number; part: string }[] = []
  for (const { column, text } of values) {
    for (const part of split(text)) if (!PLACEHOLDER.test(part)) parts.push({ column, part })
    if (parts.length <= MAX_PARTS) continue
    noteProblem(row, field, 'values_too_many', { max }, column)
    return NO_PARTS
  }
  return parts
}

const atMost = <T>(row: RowValues, field: ImportField, values: T[], max: number): T[] => {
  if (values.length <= max) return values
  noteProblem(row, field, 'values_too_many', { max })
  return values.slice(0, max)
}

const phoneFault = (written: string): ImportReason => {
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(written)) return 'phone_digits_lost'
  return /^[2-8]\d{6,7}$/.test(written.replace(/[\s-]/g, '')) ? 'phone_area_code_missing' : 'phone_invalid'
}
