import type { UserInput } from '@rapport/proto/identity'
import type { Locale } from '@rapport/chassis'

/** What an administrator decides about a user, roles apart. */
export interface UserContent {
  login: string
  name: string
  email: string
  mobile: string
  locale: Locale
  departmentId: string | null
  managerId: string | null
}

const localeOf = (text: string): Locale | undefined => (text === 'zh-CN' || text === 'en' ? text : undefined)

/** The given plain details of a user as they are kept; an empty language leaves the one there is. */
export const detailsOf = ({
  login,
  name,
  email,
  mobile,
  locale,
}: Partial<Omit<UserInput, '$typeName'>>): Partial<UserContent> => {
  const language = localeOf(locale ?? '')
  return {
    ...(login !== undefined && { login }),
    ...(name !== undefined && { name: name.trim() }),
    ...(email !== undefined && { email }),
    ...(mobile !== undefined && { mobile: mobile.trim() }),
    ...(language && { locale: language }),
  }
}
