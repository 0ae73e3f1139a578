/** Turns one value of a page's state into text of the address and back; text that means nothing gives the default. */
export interface Codec<Value> {
  parse: (texts: readonly string[]) => Value
  /** The texts of a value; none for the default, which is left out of the address. */
  format: (value: Value) => string[]
}

/** Free text; empty by default. */
export const text = (): Codec<string> => ({
  parse: ([first]) => first ?? '',
  format: (value) => (value ? [value] : []),
})

/** One of a few words. */
export const choice = <Word extends string>(words: readonly Word[], fallback: Word): Codec<Word> => ({
  parse: ([first]) => words.find((word) => word === first) ?? fallback,
  format: (value) => (value === fallback ? [] : [value]),
})

/** Some of a few words; none by default. */
export const choices = <Word extends string>(words: readonly Word[]): Codec<Word[]> => ({
  parse: (texts) => words.filter((word) => texts.includes(word)),
  format: (value) => value,
})

/** Yes or no; no by default. */
export const flag = (): Codec<boolean> => ({
  parse: ([first]) => first === '1',
  format: (value) => (value ? ['1'] : []),
})

/** A whole number from `least`, which is the default unless another is given. */
export const count = (least: number, fallback = least): Codec<number> => ({
  parse: ([first]) => {
    const value = Number(first)
    return Number.isInteger(value) && value >= least ? value : fallback
  },
  format: (value) => (value === fallback ? [] : [String(value)]),
})

/** A date of the calendar, `YYYY-MM-DD`; empty by default. */
export const calendarDate = (): Codec<string> => ({
  parse: ([first]) => (first && /^\d{4}-\d{2}-\d{2}$/.test(first) && !Number.isNaN(Date.parse(first)) ? first : ''),
  format: (value) => (value ? [value] : []),
})

export type Codecs<State> = { [Name in keyof State]: Codec<State[Name]> }
type AddressQuery = Record<string, string | null | (string | null)[] | undefined>

const textsOf = (value: AddressQuery[string]): string[] =>
  [value ?? []].flat().filter((each): each is string => each !== null)

/** Reads a page's state from the query of its address. */
export const parseQuery = <State extends object>(codecs: Codecs<State>, query: AddressQuery): State => {
  const names = Object.keys(codecs) as (keyof State & string)[]
  const entries = names.map((name) => [name, codecs[name].parse(textsOf(query[name]))])
  return Object.fromEntries(entries) as State
}

/** Writes a page's state as the query of its address, leaving out what is default. */
export const formatQuery = <State extends object>(codecs: Codecs<State>, state: State): Record<string, string[]> => {
  const names = Object.keys(codecs) as (keyof State & string)[]
  const entries = names.map((name): [string, string[]] => [name, codecs[name].format(state[name])])
  return Object.fromEntries(entries.filter(([, texts]) => texts.length > 0))
}
