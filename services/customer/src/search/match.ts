import type { FieldRule } from '@rapport/chassis'
import { maskEmail } from '../email/email'
import { maskPhone } from '../phone/phone'
import { matches, type SearchDocument } from './tokens'

/** Where a record contains the words of a search. */
export interface Match {
  field: 'name' | 'phones' | 'emails' | 'creditCode' | 'number' | 'wechat'
  /** The value that contains the words, masked as the caller's field rules say. */
  shown: string
  /** True when the value begins with the words or equals them. */
  leading: boolean
}

const nothing: SearchDocument = { names: [], phones: [], emails: [], codes: [] }
const isNumber = (code: string) => /^C-\d{8}-\d+$/.test(code)

/** A value of a record as a search compares it and as it may be shown. */
interface Searchable extends Omit<Match, 'leading'> {
  value: string
  alone: SearchDocument
}

const searchables = (
  { names, codes, phones, emails }: SearchDocument,
  rules: Readonly<Record<string, FieldRule>>,
  resource: 'account' | 'contact',
): Searchable[] => {
  const ruleOf = (field: Match['field']) => rules[`${resource}.${field}`]
  const codeField = (code: string): Match['field'] => {
    if (resource === 'contact') return 'wechat'
    return isNumber(code) ? 'number' : 'creditCode'
  }
  const shownCodes = codes.filter((code) => !['HIDDEN', 'MASKED'].includes(ruleOf(codeField(code)) ?? ''))
  const unlessHidden = (field: 'phones' | 'emails', values: readonly string[], mask: (value: string) => string) =>
    ruleOf(field) === 'HIDDEN'
      ? []
      : values.map((value) => ({
          field,
          value,
          shown: ruleOf(field) === 'MASKED' ? mask(value) : value,
          alone: { ...nothing, [field]: [value] },
        }))
  return [
    ...names.map((value) => ({ field: 'name' as const, value, shown: value, alone: { ...nothing, names: [value] } })),
    ...shownCodes.map((value) => ({
      field: codeField(value),
      value,
      shown: value,
      alone: { ...nothing, codes: [value] },
    })),
    ...unlessHidden('phones', phones, maskPhone),
    ...unlessHidden('emails', emails, maskEmail),
  ]
}

const together = (values: readonly Searchable[]): SearchDocument => ({
  names: values.flatMap(({ alone }) => alone.names),
  phones: values.flatMap(({ alone }) => alone.phones),
  emails: values.flatMap(({ alone }) => alone.emails),
  codes: values.flatMap(({ alone }) => alone.codes),
})

/**
 * The value of a record in which the words of a search stand, the name first; the name, too, when they stand in several
 * values ("张伟 5678"). A field that the caller's rules hide is not searched, so that it cannot be guessed; a masked one is
 * found but shown masked. Undefined when the index was wrong or the words stand in hidden fields only.
 */
export const whereMatched = (
  document: SearchDocument,
  q: string,
  rules: Readonly<Record<string, FieldRule>>,
  resource: 'account' | 'contact',
): Match | undefined => {
  const values = searchables(document, rules, resource)
  if (!matches(together(values), q)) return undefined
  const found = values.find(({ alone }) => matches(alone, q)) ?? values[0]
  if (!found) return undefined
  const { field, value, shown } = found
  return { field, shown, leading: value.toLowerCase().startsWith(q.trim().toLowerCase()) }
}

/** Order of hits: names that begin with the words, then other names, then other fields; accounts before contacts (kind 1 before 2). */
export const rankOf = ({ match, kind }: { match: Match; kind: number }): number =>
  (match.field === 'name' ? (match.leading ? 0 : 2) : match.leading ? 4 : 6) + (kind - 1)
