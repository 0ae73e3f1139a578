/** Chance that is the same each time: what a generator draws from. */
export interface Random {
  /** A whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number
  /** One of the values. Throws for an empty list. */
  pick<T>(values: readonly T[]): T
  /** True in `share` (0 to 1) of all cases. */
  chance(share: number): boolean
  /** The values in another order. */
  shuffled<T>(values: readonly T[]): T[]
  /** `count` digits. */
  digits(count: number): string
}

const startOf = (seed: string): number => {
  let hash = 0x811c9dc5
  for (const character of seed) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

/** Chance that begins with a text: the same text gives the same draws in every run (mulberry32). */
export const randomFrom = (seed: string): Random => {
  let state = startOf(seed)
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (from: number, to: number): number => from + Math.floor(fraction() * (to - from + 1))
  return {
    integer,
    pick: (values) => {
      if (values.length === 0) throw new RangeError('nothing to pick from')
      return values[integer(0, values.length - 1)] as (typeof values)[number]
    },
    chance: (share) => fraction() < share,
    shuffled: (values) =>
      values
        .map((value) => ({ value, order: fraction() }))
        .sort((one, other) => one.order - other.order)
        .map(({ value }) => value),
    digits: (count) => Array.from({ length: count }, () => integer(0, 9)).join(''),
  }
}
