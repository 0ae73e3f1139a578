/** Chance that is the same each time it begins with the same number. */
export interface Random {
  /** From 0 to just below 1. */
  readonly fraction: () => number
  /** A whole number from 0 to `end` - 1. */
  readonly below: (end: number) => number
  /** True in `share` (0 to 1) of all cases. */
  readonly chance: (share: number) => boolean
  /** One of the values, of which there must be some. */
  readonly pick: <T>(values: readonly [T, ...T[]] | readonly T[]) => T
}

const { imul, floor } = Math

/** Chance that begins with a number (mulberry32). */
export const randomFrom = (seed: number): Random => {
  let state = imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => floor(fraction() * end)
  return {
    fraction,
    below,
    chance: (share) => fraction() < share,
    pick: (values) => {
      if (values.length === 0) throw new RangeError('nothing to pick from')
      return values[below(values.length)] as (typeof values)[number]
    },
  }
}
