import type { Locale } from '../context/context'

/** Sentences by reason, each in every language; `{name}` stands for a parameter. */
export type Messages = Readonly<Record<string, Readonly<Record<Locale, string>>>>

const placeholders = (sentence: string): string =>
  [...new Set([...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort().join(', ')

const wrong = (reason: string, sentences: Readonly<Record<Locale, string>>): string | undefined => {
  if (!/^[a-z][a-z0-9]*(?:[_.][a-z0-9]+)*$/.test(reason)) return `${reason} is no reason: use lower_snake_case`
  const { en, 'zh-CN': zh } = sentences
  if (!en.trim() || !zh.trim()) return `${reason} lacks a sentence`
  if (/\p{Script=Han}/u.test(en)) return `${reason} is Chinese where it should be English`
  if (!/\p{Script=Han}/u.test(zh)) return `${reason} is not Chinese where it should be`
  if (placeholders(en) !== placeholders(zh)) return `${reason} has other parameters in zh-CN than in en`
  return undefined
}

/** Returns `messages` as they are, or throws with what is wrong with them: a sentence missing, in the wrong language, or with other parameters than its sister. */
export const defineMessages = <M extends Messages>(messages: M): M => {
  const faults = Object.entries(messages).flatMap(([reason, sentences]) => wrong(reason, sentences) ?? [])
  if (faults.length > 0) throw new Error(`messages: ${faults.join('; ')}`)
  return messages
}
