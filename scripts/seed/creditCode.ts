import type { Random } from './random'

const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const ORGANISATION = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/** The check character of an organisation code (GB 11714) of eight characters. */
export const organisationCheckCharacter = (code: string): string => {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, at) => total + weight * ORGANISATION.indexOf(code.charAt(at)),
    0,
  )
  return '0123456789X'.charAt((11 - (sum % 11)) % 11)
}

/** The 18th character of a unified social credit code (GB 32100): it makes the sum weighted by powers of 3 divisible by 31. */
export const creditCheckCharacter = (code: string): string => {
  let weight = 1
  let sum = 0
  for (const character of code.slice(0, 17)) {
    sum += weight * LETTERS.indexOf(character)
    weight = (weight * 3) % 31
  }
  return LETTERS.charAt((31 - (sum % 31)) % 31)
}

/**
 * A valid unified social credit code of a company.
 * @param region six digits of the place where the company is registered
 */
export const creditCodeIn = (region: string, random: Random): string => {
  const organisation = `MA${Array.from({ length: 6 }, () => random.pick([...LETTERS])).join('')}`
  const code = `91${region}${organisation}${organisationCheckCharacter(organisation)}`
  return code + creditCheckCharacter(code)
}
