import { z } from 'zod'

import type { User, UserInput } from '@/api/types'
import { isLocale } from '@/i18n/locale'

/** What the form of a user holds. */
export interface UserValues {
  login: string
  name: string
  email: string
  mobile: string
  locale: string
  departmentId: string
  managerId: string
  roleIds: string[]
}

export const emptyUser = (locale: string): UserValues => ({
  login: '',
  name: '',
  email: '',
  mobile: '',
  locale,
  departmentId: '',
  managerId: '',
  roleIds: [],
})

/** The values of a user as the form holds them. */
export const valuesOf = (user: User): UserValues => ({
  login: user.login,
  name: user.name,
  email: user.email,
  mobile: user.mobile,
  locale: user.locale,
  departmentId: user.departmentId,
  managerId: user.managerId,
  roleIds: user.roleIds,
})

/** Changed values as they are sent. */
export const changesToSend = ({ locale, ...values }: Partial<UserValues>): Partial<UserInput> => ({
  ...values,
  ...(isLocale(locale) && { locale }),
})

/** A new user as it is sent: what is empty is left out. */
export const newUserOf = (values: UserValues): UserInput => {
  const said = Object.entries(changesToSend(values)).filter(([, value]) => value.length > 0)
  return { login: values.login.trim(), name: values.name.trim(), roleIds: values.roleIds, ...Object.fromEntries(said) }
}

/** The rules that the browser can check. */
export const userSchema = z.object({
  login: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9._@-]{2,100}$/, 'users.loginWrong'),
  name: z.string().trim().min(1, 'form.missing').max(100, 'form.tooLong'),
  email: z.union([z.literal(''), z.email('form.email')]),
  roleIds: z.array(z.string()).min(1, 'users.roleMissing'),
})
