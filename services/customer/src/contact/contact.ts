import { invalid, type Violation } from '@rapport/chassis'
import { Contact_Channel, Contact_DecisionRole, type ContactInput } from '@rapport/proto/customer'
import { checkEmails } from '../email/checkEmails'
import { checkPhones } from '../phone/checkPhones'
import type { ContactRow } from './ContactModel'

/** What a caller's input changes of a stored contact. */
export type ContactChange = Partial<
  Pick<
    ContactRow,
    | 'accountId'
    | 'name'
    | 'title'
    | 'decisionRole'
    | 'phones'
    | 'emails'
    | 'wechat'
    | 'birthday'
    | 'preferredChannel'
    | 'language'
    | 'isPrimary'
    | 'remark'
  >
>

/** True for `YYYY-MM-DD` and `--MM-DD` that name a day of the calendar. */
const isBirthday = (text: string): boolean => {
  const [, year = '', month, day] = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(text) ?? []
  if (!month || !day) return false
  const time = new Date(`${year === '-' ? '2000' : year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(time.getTime()) && time.getUTCDate() === Number(day)
}

/** Turns what a caller wrote (all or some fields of a contact) into what is stored. Throws `invalid` with every violation. */
export const contactChange = (input: Partial<ContactInput>): ContactChange => {
  const violations: Violation[] = []
  const change: ContactChange = {}
  if (input.accountId !== undefined) change.accountId = input.accountId
  if (input.name !== undefined) {
    change.name = input.name.trim()
    if (!change.name) violations.push({ field: 'name', reason: 'required' })
  }
  for (const field of ['title', 'wechat', 'remark'] as const) {
    if (input[field] !== undefined) change[field] = input[field].trim()
  }
  if (input.birthday !== undefined) {
    change.birthday = input.birthday
    if (input.birthday && !isBirthday(input.birthday)) violations.push({ field: 'birthday', reason: 'date_invalid' })
  }
  if (input.decisionRole !== undefined) {
    change.decisionRole = input.decisionRole ? Contact_DecisionRole[input.decisionRole] : ''
  }
  if (input.preferredChannel !== undefined) {
    change.preferredChannel = input.preferredChannel ? Contact_Channel[input.preferredChannel] : ''
  }
  if (input.language !== undefined) change.language = input.language
  if (input.primary !== undefined) change.isPrimary = input.primary
  if (input.phones) change.phones = checkPhones(input.phones, violations)
  if (input.emails) change.emails = checkEmails(input.emails, violations)
  if (violations.length) throw invalid(...violations)
  return change
}
