import type { Violation } from '@rapport/chassis'
import { normaliseEmail } from './email'

/** Reads the e-mail addresses of a request; what is none is added to `violations` as `emails[i]`. */
export const checkEmails = (addresses: string[], violations: Violation[]): string[] => {
  const emails = new Set<string>()
  addresses.forEach((address, index) => {
    const email = normaliseEmail(address)
    if (email) emails.add(email)
    else violations.push({ field: `emails[${index}]`, reason: 'email_invalid' })
  })
  return [...emails]
}
