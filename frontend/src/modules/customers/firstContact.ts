import type { ContactInput } from '@/api/types'

/** The contact that is recorded together with a new customer. */
export interface FirstContact {
  name: string
  title: string
  phone: string
  email: string
}

export const emptyFirstContact = (): FirstContact => ({ name: '', title: '', phone: '', email: '' })

/** True when there is somebody to record. */
export const isNamed = ({ name }: FirstContact): boolean => name.trim() !== ''

/** The contact as it is sent; the first one is the one to be called first. */
export const firstContactOf = ({ name, title, phone, email }: FirstContact, accountId: string): ContactInput => ({
  accountId,
  name: name.trim(),
  primary: true,
  ...(title.trim() && { title: title.trim() }),
  ...(phone.trim() && { phones: [phone.trim()] }),
  ...(email.trim() && { emails: [email.trim()] }),
})
