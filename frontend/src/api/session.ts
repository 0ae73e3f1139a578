import { answerOf, client } from './client'
import type { CurrentSession, User } from './types'

/** Cache key of the caller's sign-ins. */
export const sessionsKey = ['sessions'] as const

/** Who is signed in; a 401 problem when nobody is. */
export const getSession = (): Promise<CurrentSession> => answerOf(client.GET('/v1/session'))

/** Signs in. Reason `totp_required` asks for the same again with a one-time code. */
export const signIn = (body: { login: string; password: string; totpCode?: string }) =>
  answerOf(client.POST('/v1/session', { body }))

/** Signs out. */
export const signOut = () => answerOf(client.DELETE('/v1/session'))

/** The places where the caller is signed in. */
export const listSessions = (signal?: AbortSignal) => answerOf(client.GET('/v1/sessions', { signal }))

/** Ends one sign-in of the caller. */
export const revokeSession = (id: string) => answerOf(client.DELETE('/v1/sessions/{id}', { params: { path: { id } } }))

/** Changes the caller's name, language or mobile. */
export const updateProfile = (body: { name?: string; locale?: 'zh-CN' | 'en'; mobile?: string }): Promise<User> =>
  answerOf(client.PATCH('/v1/profile', { body }))

/** Changes the caller's password. */
export const changePassword = (currentPassword: string, newPassword: string) =>
  answerOf(client.POST('/v1/profile:changePassword', { body: { currentPassword, newPassword } }))

/** Makes a new secret for one-time codes. */
export const enrolTotp = () => answerOf(client.POST('/v1/profile:enrolTotp', { body: {} }))

/** Switches one-time codes on with a first code. */
export const confirmTotp = (code: string) => answerOf(client.POST('/v1/profile:confirmTotp', { body: { code } }))

/** Switches one-time codes off. */
export const disableTotp = (password: string) =>
  answerOf(client.POST('/v1/profile:disableTotp', { body: { password } }))

/** Sets the password of the user to whom an invitation or a reset was sent; gives the login name. */
export const acceptInvitation = (token: string, newPassword: string) =>
  answerOf(client.POST('/v1/invitations:accept', { body: { token, newPassword } }))
