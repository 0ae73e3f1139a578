import type { Violation } from '@rapport/chassis'
import type { StoredPhone } from '../account/AccountModel'
import { parsePhone } from './phone'

/** Reads the phone numbers of a request; what is no phone number is added to `violations` as `phones[i]`. */
export const checkPhones = (numbers: string[], violations: Violation[]): StoredPhone[] => {
  const phones = new Map<string, StoredPhone>()
  numbers.forEach((number, index) => {
    const phone = parsePhone(number)
    if (phone) phones.set(phone.e164, { number: number.trim(), e164: phone.e164, kind: phone.kind })
    else violations.push({ field: `phones[${index}]`, reason: 'phone_invalid' })
  })
  return [...phones.values()]
}
