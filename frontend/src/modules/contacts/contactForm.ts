import { z } from 'zod'

import type { Contact, ContactInput } from '@/api/types'

/** What the form of a contact holds. */
export interface ContactValues {
  accountId: string
  name: string
  title: string
  decisionRole: Contact['decisionRole']
  phones: string[]
  emails: string[]
  wechat: string
  birthday: string
  preferredChannel: Contact['preferredChannel']
  language: string
  primary: boolean
  remark: string
}

export const emptyContact = (accountId: string): ContactValues => ({
  accountId,
  name: '',
  title: '',
  decisionRole: 'DECISION_ROLE_UNSPECIFIED',
  phones: [],
  emails: [],
  wechat: '',
  birthday: '',
  preferredChannel: 'CHANNEL_UNSPECIFIED',
  language: '',
  primary: false,
  remark: '',
})

/** The values of a contact as the form holds them. */
export const valuesOf = (contact: Contact): ContactValues => ({
  accountId: contact.accountId,
  name: contact.name,
  title: contact.title,
  decisionRole: contact.decisionRole,
  phones: contact.phones.map(({ number }) => number),
  emails: contact.emails,
  wechat: contact.wechat,
  birthday: contact.birthday,
  preferredChannel: contact.preferredChannel,
  language: contact.language,
  primary: contact.primary,
  remark: contact.remark,
})

const filled = (texts: string[]): string[] => texts.map((text) => text.trim()).filter((text) => text !== '')
const isLanguage = (text: string): text is 'zh-CN' | 'en' | '' => ['', 'zh-CN', 'en'].includes(text)

/** Changed values as they are sent. */
export const changesToSend = ({ language, ...values }: Partial<ContactValues>): Partial<ContactInput> => ({
  ...values,
  ...(values.phones && { phones: filled(values.phones) }),
  ...(values.emails && { emails: filled(values.emails) }),
  ...(language !== undefined && isLanguage(language) && { language }),
})

/** A new contact as it is sent: what is empty is left out. */
export const newContactOf = (values: ContactValues): ContactInput => {
  const said = Object.entries(changesToSend(values)).filter(
    ([, value]) => value !== false && String(value) !== '' && !String(value).endsWith('_UNSPECIFIED'),
  )
  return { accountId: values.accountId, name: values.name.trim(), ...Object.fromEntries(said) }
}

/** The rules that the browser can check. */
export const contactSchema = z.object({
  accountId: z.string().min(1, 'form.choose'),
  name: z.string().trim().min(1, 'form.missing').max(100, 'form.tooLong'),
  title: z.string().max(100, 'form.tooLong'),
  wechat: z.string().max(60, 'form.tooLong'),
  birthday: z.string().regex(/^((\d{4}|-)-\d{2}-\d{2})?$/, 'contact.birthdayWrong'),
  remark: z.string().max(4000, 'form.tooLong'),
})
