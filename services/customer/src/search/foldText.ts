const ALREADY_FOLDED = /^[a-z0-9\u4e00-\u9fff]*$/
const ASCII = /^[\x00-\x7f]*$/
const PLAIN = /^[\x20-\x7e\u4e00-\u9fff]*$/

/**
 * The form in which names are compared: compatibility forms decomposed (full-width letters, ligatures, circled digits),
 * lower case, accents dropped, and only letters and digits of any script kept.
 *
 * It works code point by code point, so the fold of a part is always a part of the fold of the whole.
 */
export const foldText = (text: string): string => {
  if (ALREADY_FOLDED.test(text)) return text
  if (PLAIN.test(text)) return text.toLowerCase().replace(/[^a-z0-9\u4e00-\u9fff]+/g, '')
  return decompose(text).replace(/[^\p{L}\p{N}]+/gu, '')
}

/**
 * Compatibility decomposition in lower case with accents dropped; punctuation and spaces stay. Never throws, lone
 * surrogates included.
 */
export const decompose = (text: string): string => (ASCII.test(text) ? text.toLowerCase() : decomposed(text))

const decomposed = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replaceAll('ς', 'σ')

/** Cuts a folded text into its runs of ASCII letters and digits and its runs of everything else. */
export const runsOf = (folded: string): string[] => folded.match(/[a-z0-9]+|[^a-z0-9]+/g) ?? []

/** Whether a folded text holds ASCII letters and digits only, and at least one. */
export const isLatin = (folded: string): boolean => /^[a-z0-9]+$/.test(folded)
