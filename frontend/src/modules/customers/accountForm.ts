import { z } from 'zod'

import type { Account, AccountInput } from '@/api/types'

/** What the form of a customer holds. */
export interface AccountValues {
  kind: Account['kind']
  name: string
  shortName: string
  creditCode: string
  level: Account['level']
  industry: string
  region: string
  address: string
  phones: string[]
  emails: string[]
  website: string
  source: string
  tags: string[]
  remark: string
}

export const emptyAccount = (): AccountValues => ({
  kind: 'COMPANY',
  name: '',
  shortName: '',
  creditCode: '',
  level: 'LEVEL_UNSPECIFIED',
  industry: '',
  region: '',
  address: '',
  phones: [],
  emails: [],
  website: '',
  source: '',
  tags: [],
  remark: '',
})

/** The values of a customer as the form holds them. */
export const valuesOf = (account: Account): AccountValues => ({
  kind: account.kind,
  name: account.name,
  shortName: account.shortName,
  creditCode: account.creditCode,
  level: account.level,
  industry: account.industry,
  region: account.region,
  address: account.address,
  phones: account.phones.map(({ number }) => number),
  emails: account.emails,
  website: account.website,
  source: account.source,
  tags: account.tags,
  remark: account.remark,
})

const filled = (texts: string[]): string[] => texts.map((text) => text.trim()).filter((text) => text !== '')

/** What is sent: without the blank lines of lists. */
export const inputOf = <Values extends Partial<AccountValues>>(values: Values): Values => ({
  ...values,
  ...(values.phones && { phones: filled(values.phones) }),
  ...(values.emails && { emails: filled(values.emails) }),
  ...(values.name !== undefined && { name: values.name.trim() }),
})

/** A new customer as it is sent: what is empty is left out. */
export const newAccountOf = (values: AccountValues): AccountInput => {
  const input = inputOf(values)
  const said = Object.entries<string | string[]>({ ...input }).filter(
    ([, value]) => value.length > 0 && value !== 'LEVEL_UNSPECIFIED',
  )
  return { name: input.name, ...Object.fromEntries(said) }
}

const text = (most: number) => z.string().max(most, 'form.tooLong')

/** The rules that the browser can check; numbers, codes and addresses are judged by the server. */
export const accountSchema = z.object({
  name: z.string().trim().min(1, 'form.missing').max(200, 'form.tooLong'),
  shortName: text(100),
  creditCode: text(30),
  industry: text(100),
  region: text(200),
  address: text(500),
  website: text(300),
  source: text(100),
  remark: text(4000),
  tags: z.array(text(40)).max(30, 'form.tooMany'),
})
