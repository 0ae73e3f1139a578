/** A promise with what was found wrong about it; nothing when it was kept. */
export interface Finding {
  promise: string
  wrong: string[]
}

/** What was tried otherwise than by a fault amid a workload, and what came of it. */
export interface Trial {
  name: string
  seed: string
  measured: string
  findings: Finding[]
}

/** So many examples of one fault are told. */
const SHOWN = 10

/** The finding that something is as it should be, told by the differences. */
export const expectation = (promise: string, wrong: string[]): Finding => ({ promise, wrong: wrong.slice(0, SHOWN) })

/** The finding that numbers are equal. */
export const equality = (promise: string, found: Record<string, number>, expected: Record<string, number>): Finding =>
  expectation(
    promise,
    Object.entries(expected).flatMap(([name, want]) =>
      found[name] === want ? [] : [`${name}: ${found[name]} instead of ${want}`],
    ),
  )
