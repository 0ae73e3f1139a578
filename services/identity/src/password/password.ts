import { commonPasswords } from './commonPasswords'

/** Shortest password in characters. */
export const SHORTEST = 10

/** The same password typed on different keyboards is the same text (NFKC). */
export const normalised = (password: string): string => password.normalize('NFKC')

const isRun = (text: string): boolean => {
  const steps = new Set([...text].slice(1).map((character, index) => character.charCodeAt(0) - text.charCodeAt(index)))
  return steps.size === 1 && Math.abs([...steps][0] ?? 2) <= 1
}

const isRepetition = (text: string): boolean => /^(.{1,4})\1+$/u.test(text)

/**
 * Why a password is refused, as a reason of the message catalogue; undefined: it is good enough.
 * @param names what belongs to the user and everybody knows: login, name, e-mail address
 */
export const weaknessOf = (password: string, names: readonly string[]): string | undefined => {
  const text = normalised(password).toLowerCase()
  if ([...text].length < SHORTEST) return 'password_too_short'
  const known = names.flatMap((name) => [name, name.split('@')[0] ?? '']).map((name) => normalised(name).toLowerCase())
  if (known.some((name) => name.length > 0 && text.replaceAll(name, '').length < 4)) return 'password_like_name'
  if (commonPasswords.has(text) || isRun(text) || isRepetition(text)) return 'password_too_common'
  return undefined
}
