import type { FieldRule } from '@rapport/chassis'
import { maskEmail } from '../email/email'
import { maskPhone } from '../phone/phone'
import { matches, type SearchDocument } from './tokens'

/** Where a record contains the words of a search. */
export interface Match {
  field: 'name' | 'phones' | 'emails' | 'creditCode' | 'number'
  /** The value that contains the words, masked as the caller's field rules say. */
  shown: string
  /** True when the value begins with the words or equals them. */
  leading: boolean
}

const nothing: SearchDocument = { names: [], phones: [], emails: [], codes: [] }
const isNumber = (code: string) => /^C-\d{8}-\d+$/.test(code)

/**
 * The field of a record in which the words of a search stand, the name first. A field that the caller's rules hide is not
 * searched, so that it cannot be guessed; a masked one is found but shown masked. Undefined when the index was wrong or
 * the words stand in hidden fields only.
 */
export const whereMatched = (
  document: SearchDocument,
  q: string,
  rules: Readonly<Record<string, FieldRule>>,
  resource: 'account' | 'contact',
): Match | undefined => {
  const words = q.trim().toLowerCase()
  const ruleOf = (field: string) => rules[`${resource}.${field}`]
  const found = (field: Match['field'], value: string, shown = value): Match => ({
    field,
    shown,
    leading: value.toLowerCase().startsWith(words),
  })
  for (const name of document.names) if (matches({ ...nothing, names: [name] }, q)) return found('name', name)
  for (const code of document.codes) {
    const field = resource === 'account' && !isNumber(code) ? 'creditCode' : 'number'
    const hidden = ruleOf(field) === 'HIDDEN' || ruleOf(field) === 'MASKED'
    if (!hidden && matches({ ...nothing, codes: [code] }, q)) return found(field, code)
  }
  for (const phone of document.phones) {
    const rule = ruleOf('phones')
    if (rule === 'HIDDEN' || !matches({ ...nothing, phones: [phone] }, q)) continue
    return found('phones', phone, rule === 'MASKED' ? maskPhone(phone) : phone)
  }
  for (const email of document.emails) {
    const rule = ruleOf('emails')
    if (rule === 'HIDDEN' || !matches({ ...nothing, emails: [email] }, q)) continue
    return found('emails', email, rule === 'MASKED' ? maskEmail(email) : email)
  }
  return undefined
}

/** Order of hits: names that begin with the words, then other names, then other fields; accounts before contacts (kind 1 before 2). */
export const rankOf = ({ match, kind }: { match: Match; kind: number }): number =>
  (match.field === 'name' ? (match.leading ? 0 : 2) : match.leading ? 4 : 6) + (kind - 1)
