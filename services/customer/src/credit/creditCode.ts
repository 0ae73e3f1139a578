/** Why a text is no unified social credit code; each has its sentence in `import/reasons.ts`. */
export type CreditCodeFault =
  'credit_code_digits_lost' | 'credit_code_length' | 'credit_code_character' | 'credit_code_check_digit'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/**
 * The form of a code without its arithmetic: authority, category, six digits of the region, nine of the organisation,
 * check character.
 */
export const CREDIT_CODE_SHAPE = /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/

/**
 * Reads a unified social credit code (统一社会信用代码, GB 32100-2015: 18 digits and capitals without I, O, S, V and Z) in any
 * spelling: lower case, full-width, with spaces or dashes. Undefined when it is none; `creditCodeFault` then says why.
 */
export const parseCreditCode = (raw: string): string | undefined => {
  const code = normalise(raw)
  return CREDIT_CODE_SHAPE.test(code) && code.endsWith(creditCodeCheckCharacter(code)) ? code : undefined
}

/** What is wrong with a credit code, undefined when nothing is. */
export const creditCodeFault = (raw: string): CreditCodeFault | undefined => {
  const code = normalise(raw)
  if (/^\d(?:\.\d+)?E\+?\d+$/.test(code)) return 'credit_code_digits_lost'
  if (Array.from(code).length !== 18) return 'credit_code_length'
  if (!CREDIT_CODE_SHAPE.test(code)) return 'credit_code_character'
  return code.endsWith(creditCodeCheckCharacter(code)) ? undefined : 'credit_code_check_digit'
}

/**
 * The 18th character that belongs to the first 17 (GB 32100-2015): the weights are the powers of 3 modulo 31, and the
 * weighted sum of all 18 characters' values must be divisible by 31.
 */
export const creditCodeCheckCharacter = (code: string): string => {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(code.charAt(at)), 0)
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

const normalise = (raw: string): string => (CREDIT_CODE_SHAPE.test(raw) ? raw : respell(raw))

const respell = (raw: string): string =>
  raw
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\ufeff\-'"]/g, '')
    .toUpperCase()
