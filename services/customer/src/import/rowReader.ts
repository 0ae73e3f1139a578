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

/** Reads the values of one row by field; what cannot be taken is left out and noted in `problems`. */
export interface RowReader {
  problems: RowProblem[]
  note: (field: ImportField, reason: ImportReason, params?: ReasonParams, column?: number) => void
  text: (field: ImportField) => string | undefined
  /** A text that `read` understands; undefined from `read` is noted with `reason`. */
  choice: <T extends string>(
    field: ImportField,
    read: (text: string) => T | undefined,
    reason: (text: string) => ImportReason,
  ) => T | undefined
  phones: (field: ImportField) => PhoneNumber[]
  emails: (field: ImportField) => string[]
  tags: (field: ImportField) => string[]
}

interface Value {
  column: number
  text: string
}

/** As many phones and e-mail addresses as an account or a contact may have, and the length of its remark. */
export const MAX_PHONES = 10
export const MAX_EMAILS = 10
export const MAX_REMARK_LENGTH = 4000

const MAX_LENGTHS: Readonly<Partial<Record<ImportField, number>>> = {
  'account.name': 200,
  'account.shortName': 100,
  'account.industry': 100,
  'account.region': 200,
  'account.address': 500,
  'account.website': 300,
  'account.source': 100,
  'account.remark': MAX_REMARK_LENGTH,
  'contact.name': 100,
  'contact.title': 100,
  'contact.wechat': 60,
  'contact.remark': MAX_REMARK_LENGTH,
}
const MAX_TAGS = 30
const MAX_TAG_LENGTH = 40

const TAG_SEPARATOR = /[,;|/、，；｜\r\n]+/
const PLACEHOLDER = /^(?:[-–—/\\.]+|无|暂无|没有|未知|不详|空|n\/?a|#n\/a|none|null|nil|unknown)$/i

/** Prepares the cells of a row for reading by a mapping. Never throws, nor do the functions of the result. */
export const rowReader = (cells: readonly string[], mapping: readonly string[]): RowReader => {
  const values = valuesOf(cells, mapping)
  const problems: RowProblem[] = []
  const note: RowReader['note'] = (
    field,
    reason,
    params = {},
    column = values.get(field)?.[0]?.column ?? mapping.indexOf(field),
  ) => {
    problems.push({ column, field, reason, params })
  }

  const listOf = <T>(
    field: ImportField,
    max: number,
    split: (cell: string) => string[],
    read: (part: string, column: number) => [string, T] | undefined,
  ): T[] => {
    const found = new Map<string, T>()
    for (const { column, text } of values.get(field) ?? []) {
      for (const part of split(text)) {
        const [key, value] = (PLACEHOLDER.test(part) ? undefined : read(part, column)) ?? []
        if (key !== undefined && value !== undefined && !found.has(key)) found.set(key, value)
      }
    }
    if (found.size > max) note(field, 'values_too_many', { max })
    return [...found.values()].slice(0, max)
  }

  return {
    problems,
    note,
    text: (field) => {
      const found = values.get(field)
      if (!found) return undefined
      const text = joinText(field, found)
      const max = MAX_LENGTHS[field] ?? Infinity
      if (isWithin(text, max)) return text
      note(field, 'text_too_long', { max })
      return undefined
    },
    choice: (field, read, reason) => {
      const text = values.get(field)?.[0]?.text
      if (text === undefined || PLACEHOLDER.test(text)) return undefined
      const found = read(text)
      if (found === undefined) note(field, reason(text))
      return found
    },
    phones: (field) =>
      listOf(field, MAX_PHONES, splitPhones, (part, column) => {
        const phone = parsePhone(part)
        if (!phone) note(field, phoneFault(part), {}, column)
        return phone && [phone.e164, phone]
      }),
    emails: (field) =>
      listOf(field, MAX_EMAILS, splitEmails, (part, column) => {
        const email = normaliseEmail(part)
        if (!email) note(field, 'email_invalid', {}, column)
        return email === undefined ? undefined : [email, email]
      }),
    tags: (field) =>
      listOf(field, MAX_TAGS, splitTags, (tag, column) => {
        if (isWithin(tag, MAX_TAG_LENGTH)) return [tag, tag]
        note(field, 'text_too_long', { max: MAX_TAG_LENGTH }, column)
        return undefined
      }),
  }
}

const valuesOf = (cells: readonly string[], mapping: readonly string[]): Map<ImportField, Value[]> => {
  const values = new Map<ImportField, Value[]>()
  for (const [column, field] of columnsOf(mapping)) {
    const text = cells[column]?.trim()
    if (!text) continue
    const known = values.get(field)
    if (!known) values.set(field, [{ column, text }])
    else if (joinedFields.has(field)) known.push({ column, text })
  }
  return values
}

/** Thousands of rows share a mapping. */
const columnsOf = (mapping: readonly string[]): readonly [number, ImportField][] => {
  const known = knownColumns.get(mapping)
  if (known) return known
  const columns = mapping.flatMap((field, column): [number, ImportField][] => (isImportField(field) ? [[column, field]] : []))
  knownColumns.set(mapping, columns)
  return columns
}
const knownColumns = new WeakMap<readonly string[], readonly [number, ImportField][]>()

const joinText = (field: ImportField, values: readonly Value[]): string => {
  const [only] = values
  if (field.endsWith('.remark')) return values.map(({ text }) => text).join('\n')
  return only && values.length === 1 ? oneLine(only.text) : values.map(({ text }) => oneLine(text)).join(' ')
}

/** One line, and letters, digits and spaces in half width; full-width punctuation stays, it belongs to Chinese text. */
const oneLine = (text: string): string =>
  /[\r\n\t\u3000\uff10-\uff5a]/.test(text)
    ? text
        .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000]/g, (letter) => letter.normalize('NFKC'))
        .replace(/ *[\r\n\t][\r\n\t ]*/g, ' ')
    : text

/** Whether a text has at most `max` characters (code points, as the database counts). */
export const isWithin = (text: string, max: number): boolean => text.length <= max || Array.from(text).length <= max

const splitTags = (cell: string): string[] =>
  cell
    .split(TAG_SEPARATOR)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')

const phoneFault = (written: string): ImportReason => {
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(written)) return 'phone_digits_lost'
  return /^[2-8]\d{6,7}$/.test(written.replace(/[\s-]/g, '')) ? 'phone_area_code_missing' : 'phone_invalid'
}
