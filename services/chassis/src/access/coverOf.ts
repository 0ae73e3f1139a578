import type { Actor } from '../context/actor'
import { scopeOf } from './scopeOf'

/** Whose records a scope covers: those of these owners, and those of these departments. */
export interface Cover {
  readonly owners: readonly string[]
  readonly departments: readonly string[]
}

const known = (ids: readonly string[]): string[] => [...new Set(ids)].filter((id) => id !== '')

/** The actor's scope of `resource` in full, the same rule as `sees`; undefined when the actor sees all records. */
export const coverOf = (actor: Actor, resource: string): Cover | undefined => {
  const scope = scopeOf(actor, resource)
  if (scope === 'ALL') return undefined
  return {
    owners: known(scope === 'OWN' ? [actor.id] : [actor.id, ...actor.reports]),
    departments: known(scope === 'TEAM' ? actor.departmentTree : []),
  }
}
