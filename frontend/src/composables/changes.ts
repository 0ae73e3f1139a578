/** True when two values of a form are the same; order counts in lists. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The entries of `after` that differ from `before`. */
export const changesOf = <Values extends object>(before: Values, after: Values): Partial<Values> => {
  const names = Object.keys(after) as (keyof Values)[]
  const changed = names.filter((name) => !isSame(before[name], after[name]))
  return Object.fromEntries(changed.map((name) => [name, after[name]])) as Partial<Values>
}

/** A field that somebody else changed meanwhile, or that differs from what was saved meanwhile. */
export interface Difference<Values> {
  name: keyof Values & string
  mine: unknown
  theirs: unknown
  /** Which of the two is offered first: mine where I changed it, theirs where only they did. */
  offered: 'mine' | 'theirs'
}

/** Compares my values with those saved meanwhile, both of which grew from `base`. */
export const differencesOf = <Values extends object>(
  base: Values,
  mine: Values,
  theirs: Values,
): Difference<Values>[] => {
  const names = Object.keys(mine) as (keyof Values & string)[]
  return names
    .filter((name) => !isSame(mine[name], theirs[name]))
    .map((name) => ({
      name,
      mine: mine[name],
      theirs: theirs[name],
      offered: isSame(mine[name], base[name]) ? 'theirs' : 'mine',
    }))
}
