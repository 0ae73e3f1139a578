/** The words and signs of a statement, one after the other. */
export interface Tokens {
  peek(): string
  next(): string
  /** Takes the words, or signs, if they come next. */
  accept(...words: string[]): boolean
  expect(...words: string[]): void
  /** Takes a name, without its quotes. */
  name(): string
  /** Which `?` of the statement was taken last, from 0. */
  place(): number
  done(): boolean
}

const TOKEN = /`[^`]+`|\w+|<=|>=|<>|[^\s]/g

/** Takes a statement without literals apart. */
export const tokensOf = (text: string): Tokens => {
  const tokens = text.match(TOKEN) ?? []
  let at = 0
  let places = -1
  const peek = () => tokens[at] ?? ''
  const next = () => {
    if (peek() === '?') places++
    return tokens[at++] ?? ''
  }
  const accept = (...words: string[]): boolean => {
    if (!words.every((word, index) => tokens[at + index]?.toUpperCase() === word)) return false
    for (const word of words) if (word) next()
    return true
  }
  return {
    peek,
    next,
    accept,
    expect: (...words) => {
      if (!accept(...words))
        throw new Error(`the model expects ${words.join(' ')} before "${tokens.slice(at).join(' ')}" in: ${text}`)
    },
    name: () => next().replaceAll('`', ''),
    place: () => places,
    done: () => at >= tokens.length,
  }
}
