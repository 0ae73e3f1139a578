import { creditCodeFault, parseCreditCode } from '../credit/creditCode'
import type { PhoneNumber } from '../phone/phone'
import { kindOf, levelOf, type AccountKind, type AccountLevel } from './kindAndLevel'
import {
  isWithin,
  MAX_EMAILS,
  MAX_PHONES,
  MAX_REMARK_LENGTH,
  rowReader,
  type RowProblem,
  type RowReader,
} from './rowReader'

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

/**
 * Reads a row by the field of each column ('' for a column that is left out): trims, joins columns of one field,
 * normalises phones, e-mails, credit code, level and kind. Never throws; what cannot be taken is left out and named in
 * `problems`, by column.
 *
 * The account is a person when the row says so, or when it names a contact and no company. A person's phones and e-mail
 * addresses are the account's, and so are those of a contact without a name.
 */
export const mapRow = (cells: readonly string[], mapping: readonly string[]): MappedRow => {
  const row = rowReader(cells, mapping)
  const company = row.text('account.name')
  const contact = readContact(row)
  const kind =
    row.choice('account.kind', kindOf, () => 'kind_unknown') ??
    (company === undefined && contact.name ? 'PERSON' : 'COMPANY')
  const name = company ?? (kind === 'PERSON' ? contact.name : '')
  if (name === '') row.note('account.name', 'account_name_missing')
  const account = readAccount(row, kind, name)

  const isSomebodyElse = contact.name !== '' && (kind === 'COMPANY' || contact.name !== name)
  if (isSomebodyElse) return { account, contact, problems: row.problems }
  takeOver(account, contact, row)
  const isMoreThanAnAccount = contact.title !== undefined || contact.wechat !== undefined
  if (isMoreThanAnAccount && kind === 'COMPANY') row.note('contact.name', 'contact_name_missing')
  if (isMoreThanAnAccount && kind === 'PERSON' && name !== '')
    return { account, contact: { ...contact, name }, problems: row.problems }
  return { account, problems: row.problems }
}

/** Gives to the account what the row says of a contact that is the account itself or has no name. */
const takeOver = (account: MappedAccount, contact: MappedContact, row: RowReader): void => {
  account.phones = distinct([...account.phones, ...contact.phones], ({ e164 }) => e164)
  account.emails = distinct([...account.emails, ...contact.emails], (email) => email)
  const remarks = [account.remark, contact.remark].filter((remark) => remark !== undefined)
  if (remarks.length > 0) account.remark = remarks.join('\n')
  if (account.phones.length > MAX_PHONES) row.note('contact.phones', 'values_too_many', { max: MAX_PHONES })
  if (account.emails.length > MAX_EMAILS) row.note('contact.emails', 'values_too_many', { max: MAX_EMAILS })
  if (!isWithin(account.remark ?? '', MAX_REMARK_LENGTH))
    row.note('contact.remark', 'text_too_long', { max: MAX_REMARK_LENGTH })
}

const ACCOUNT_TEXTS = ['shortName', 'industry', 'region', 'address', 'source', 'remark'] as const
const CONTACT_TEXTS = ['title', 'wechat', 'remark'] as const

const readAccount = (row: RowReader, kind: AccountKind, name: string): MappedAccount => {
  const account: MappedAccount = {
    kind,
    name,
    phones: row.phones('account.phones'),
    emails: row.emails('account.emails'),
    tags: row.tags('account.tags'),
  }
  for (const key of ACCOUNT_TEXTS) {
    const text = row.text(`account.${key}`)
    if (text !== undefined) account[key] = text
  }
  const code = row.choice('account.creditCode', parseCreditCode, (text) => creditCodeFault(text) ?? 'credit_code_character')
  const level = row.choice('account.level', levelOf, () => 'level_unknown')
  const website = row.choice('account.website', parseWebsite, () => 'website_invalid')
  if (code !== undefined) account.creditCode = code
  if (level !== undefined) account.level = level
  if (website !== undefined) account.website = website
  return account
}

const readContact = (row: RowReader): MappedContact => {
  const contact: MappedContact = {
    name: row.text('contact.name') ?? '',
    phones: row.phones('contact.phones'),
    emails: row.emails('contact.emails'),
  }
  for (const key of CONTACT_TEXTS) {
    const text = row.text(`contact.${key}`)
    if (text !== undefined) contact[key] = text
  }
  return contact
}

const parseWebsite = (text: string): string | undefined => {
  const address = text.normalize('NFKC')
  return address.length <= 300 && WEBSITE.test(address) ? address : undefined
}

const distinct = <T>(values: readonly T[], keyOf: (value: T) => string): T[] => [
  ...new Map(values.map((value) => [keyOf(value), value])).values(),
]
