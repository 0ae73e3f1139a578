const ATTEMPTS = 1000

/**
 * Makes values until one is new, and remembers it in `taken`.
 * @throws RangeError when the values run out
 */
export const unique = (taken: Set<string>, make: () => string): string => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const value = make()
    if (taken.has(value)) continue
    taken.add(value)
    return value
  }
  throw new RangeError(`no new value after ${ATTEMPTS} attempts`)
}
