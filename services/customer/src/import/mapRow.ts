import { creditCodeFault, parseCreditCode } from '../credit/creditCode'
import type { PhoneNumber } from '../phone/phone'
import { kindOf, levelOf, type AccountKind, type AccountLevel } from './kindAndLevel'
import type { ImportReason } from './reasons'
import {
  choiceOf,
  emailsOf,
  isWithin,
  MAX_EMAILS,
  MAX_PHONES,
  MAX_REMARK_LENGTH,
  noteProblem,
  phonesOf,
  rowValues,
  tagsOf,
  textOf,
  type RowProblem,
  type RowValues,
} from './rowValues'

/** What a row says of its account; what the row does not have is absent. */
export interface MappedAccount {
  kind: AccountKind
  /** '' when it is missing, which is then among the problems. */
  name: string
  shortName?: string
  creditCode?: string
  level?: AccountLevel
  industry?: string
  region?: string
  address?: string
  phones: PhoneNumber[]
  emails: string[]
  website?: string
  source?: string
  tags: string[]
  remark?: string
}

/** What a row says of its contact. */
export interface MappedContact {
  name: string
  title?: string
  phones: PhoneNumber[]
  emails: string[]
  wechat?: string
  remark?: string
}

export interface MappedRow {
  account: MappedAccount
  contact?: MappedContact
  /** Why the row cannot be taken as it is; [] when it can. */
  problems: RowProblem[]
}

const WEBSITE = /^(?:https?:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]\S*)?$/iu
const MAX_WEBSITE_LENGTH = 300

/**
 * Reads a row by the field of each column ('' for a column that is left out): trims, joins columns of one field,
 * normalises phones, e-mails, credit code, level and kind. Never throws; what cannot be taken is left out and named in
 * `problems`, by column.
 *
 * The account is a person when the row says so, or when it names a contact and no company. A person's phones and e-mail
 * addresses are the account's, and so are those of a contact without a name.
 */
export const mapRow = (cells: readonly string[], mapping: readonly string[]): MappedRow => {
  const row = rowValues(cells, mapping)
  const { problems } = row
  const company = textOf(row, 'account.name')
  const contact = readContact(row)
  const implied = company === undefined && contact.name !== '' ? 'PERSON' : 'COMPANY'
  const kind = choiceOf(row, 'account.kind', kindOf, () => 'kind_unknown') ?? implied
  const name = company ?? (kind === 'PERSON' ? contact.name : '')
  if (name === '') noteProblem(row, 'account.name', 'account_name_missing')
  const account = readAccount(row, kind, name)

  const isSomebodyElse = contact.name !== '' && (kind === 'COMPANY' || contact.name !== name)
  if (isSomebodyElse) return { account, contact, problems }
  takeOver(account, contact, row)
  const isMoreThanAnAccount = contact.title !== undefined || contact.wechat !== undefined
  if (isMoreThanAnAccount && kind === 'COMPANY') noteProblem(row, 'contact.name', 'contact_name_missing')
  return isMoreThanAnAccount && kind === 'PERSON' && name !== ''
    ? { account, contact: { ...contact, name }, problems }
    : { account, problems }
}

const readAccount = (row: RowValues, kind: AccountKind, name: string): MappedAccount => {
  const account: MappedAccount = {
    kind,
    name,
    phones: phonesOf(row, 'account.phones'),
    emails: emailsOf(row, 'account.emails'),
    tags: tagsOf(row, 'account.tags'),
  }
  setPresent(account, 'shortName', textOf(row, 'account.shortName'))
  setPresent(account, 'creditCode', choiceOf(row, 'account.creditCode', parseCreditCode, creditCodeReason))
  setPresent(
    account,
    'level',
    choiceOf(row, 'account.level', levelOf, () => 'level_unknown'),
  )
  setPresent(account, 'industry', textOf(row, 'account.industry'))
  setPresent(account, 'region', textOf(row, 'account.region'))
  setPresent(account, 'address', textOf(row, 'account.address'))
  setPresent(
    account,
    'website',
    choiceOf(row, 'account.website', parseWebsite, () => 'website_invalid'),
  )
  setPresent(account, 'source', textOf(row, 'account.source'))
  setPresent(account, 'remark', textOf(row, 'account.remark'))
  return account
}

const readContact = (row: RowValues): MappedContact => {
  const contact: MappedContact = {
    name: textOf(row, 'contact.name') ?? '',
    phones: phonesOf(row, 'contact.phones'),
    emails: emailsOf(row, 'contact.emails'),
  }
  setPresent(contact, 'title', textOf(row, 'contact.title'))
  setPresent(contact, 'wechat', textOf(row, 'contact.wechat'))
  setPresent(contact, 'remark', textOf(row, 'contact.remark'))
  return contact
}

/** What a row does not have must not be there at all: an update overwrites with what is there. */
const setPresent = <T, K extends keyof T>(target: T, key: K, value: T[K] | undefined): void => {
  if (value !== undefined) target[key] = value
}

const creditCodeReason = (text: string): ImportReason => creditCodeFault(text) ?? 'credit_code_character'

const parseWebsite = (text: string): string | undefined => {
  const address = text.normalize('NFKC')
  return address.length <= MAX_WEBSITE_LENGTH && WEBSITE.test(address) ? address : undefined
}

/** Gives to the account what the row says of a contact that is the account itself or has no name. */
const takeOver = (account: MappedAccount, contact: MappedContact, row: RowValues): void => {
  for (const phone of contact.phones)
    if (!account.phones.some(({ e164 }) => e164 === phone.e164)) account.phones.push(phone)
  for (const email of contact.emails) if (!account.emails.includes(email)) account.emails.push(email)
  const remarks = [account.remark, contact.remark].filter((remark) => remark !== undefined)
  if (remarks.length > 0) account.remark = remarks.join('\n')
  if (account.phones.length > MAX_PHONES) noteProblem(row, 'contact.phones', 'values_too_many', { max: MAX_PHONES })
  if (account.emails.length > MAX_EMAILS) noteProblem(row, 'contact.emails', 'values_too_many', { max: MAX_EMAILS })
  if (!isWithin(account.remark ?? '', MAX_REMARK_LENGTH))
    noteProblem(row, 'contact.remark', 'text_too_long', { max: MAX_REMARK_LENGTH })
}
