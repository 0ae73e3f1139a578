import { invalid, type Violation } from '@rapport/chassis'
import { Account_Kind, Account_Level, Collaborator_Right, type AccountInput } from '@rapport/proto/customer'
import { parseCreditCode } from '../credit/creditCode'
import { checkEmails } from '../email/checkEmails'
import { checkPhones } from '../phone/checkPhones'
import { pinyinOf } from '../search/pinyin'
import type { AccountRow } from './AccountModel'

/** What a caller's input changes of a stored account. */
export type AccountChange = Partial<
  Pick<
    AccountRow,
    | 'kind'
    | 'name'
    | 'nameSort'
    | 'shortName'
    | 'creditCode'
    | 'level'
    | 'industry'
    | 'region'
    | 'address'
    | 'phones'
    | 'emails'
    | 'website'
    | 'source'
    | 'tags'
    | 'remark'
    | 'collaborators'
  >
>

const websitePattern = /^(https?:\/\/)?[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?([/?#]\S*)?$/u

/** Pinyin by which names sort; ASCII, at most 255 characters. */
export const sortName = (name: string): string =>
  (pinyinOf(name).full || name.toLowerCase()).replace(/[^\x20-\x7e]/g, '~').slice(0, 255)

/**
 * Turns what a caller wrote (all or some fields of an account) into what is stored: trimmed, phones as E.164, credit code
 * and e-mails normalised. Throws `invalid` with every violation, each naming its field.
 */
export const accountChange = (input: Partial<AccountInput>): AccountChange => {
  const violations: Violation[] = []
  const change: AccountChange = {}
  if (input.kind !== undefined) change.kind = input.kind === Account_Kind.PERSON ? 'PERSON' : 'COMPANY'
  if (input.name !== undefined) {
    const name = input.name.trim()
    if (!name) violations.push({ field: 'name', reason: 'required' })
    change.name = name
    change.nameSort = sortName(name)
  }
  if (input.creditCode !== undefined) {
    const creditCode = input.creditCode.trim() ? parseCreditCode(input.creditCode) : ''
    if (creditCode === undefined) violations.push({ field: 'creditCode', reason: 'credit_code_invalid' })
    else change.creditCode = creditCode
  }
  if (input.level !== undefined) change.level = input.level ? Account_Level[input.level] : ''
  for (const field of ['shortName', 'industry', 'region', 'address', 'source', 'remark'] as const) {
    if (input[field] !== undefined) change[field] = input[field].trim()
  }
  if (input.website !== undefined) {
    change.website = input.website.trim()
    if (change.website && !websitePattern.test(change.website))
      violations.push({ field: 'website', reason: 'website_invalid' })
  }
  if (input.phones) change.phones = checkPhones(input.phones, violations)
  if (input.emails) change.emails = checkEmails(input.emails, violations)
  if (input.tags) change.tags = [...new Set(input.tags.map((tag) => tag.trim()).filter(Boolean))]
  if (input.collaborators) {
    change.collaborators = input.collaborators.map(({ userId, right }) => ({
      userId,
      right: right === Collaborator_Right.EDIT ? 'EDIT' : 'VIEW',
    }))
  }
  if (violations.length) throw invalid(...violations)
  return change
}

type Profile = Pick<
  AccountRow,
  'kind' | 'creditCode' | 'level' | 'industry' | 'region' | 'address' | 'phones' | 'emails' | 'website' | 'source'
>

/** Share of the profile that is filled, in percent: level, industry, region, address, phone, e-mail, source, and for companies credit code and website. */
export const completeness = (account: Profile): number => {
  const expected = [
    account.level,
    account.industry,
    account.region,
    account.address,
    account.phones.length,
    account.emails.length,
    account.source,
    ...(account.kind === 'COMPANY' ? [account.creditCode, account.website] : []),
  ]
  return Math.round((100 * expected.filter(Boolean).length) / expected.length)
}
