const MOBILE_E164 = /^\+861[3-9]\d{9}$/
const EXTENSION = /(?:转|轉|分机|内线|ext|x|#).*$/i

/**
 * The digits a person in China would dial: of a number in E.164 with +86 the national number (a landline with its 0),
 * of any other spelling its digits without +86 or 0086 and without the extension. '' when there are none.
 */
export const dialledDigits = (phone: string): string => {
  if (MOBILE_E164.test(phone)) return phone.slice(3)
  const digits = phone
    .normalize('NFKC')
    .replace(EXTENSION, '')
    .replace(/[^0-9+]/g, '')
  const national = /^(?:\+|00)86(?=\d{5})(\d+)$/.exec(digits)?.[1]
  if (!national) return digits.replaceAll('+', '')
  return /^(?:0|1[3-9]\d{9}$|[48]00\d{7}$|9\d{4,7}$|1\d{4}$)/.test(national) ? national : `0${national}`
}
