import type { Actor } from '../context/actor'
import { scopeOf } from './scopeOf'

/** Whose a record is. */
export interface Ownership {
  readonly ownerId: string | null
  readonly departmentId: string | null
}

/**
 * Whether a record lies in the actor's scope: the same rule as ownerPredicate, for a row at hand. OWN: the actor's own;
 * REPORTS: also those of people who report to the actor; TEAM: also those of the actor's department and all below; ALL.
 */
export const sees = (actor: Actor, resource: string, { ownerId, departmentId }: Ownership): boolean => {
  const scope = scopeOf(actor, resource)
  if (scope === 'ALL') return true
  if (ownerId && ownerId === actor.id) return true
  if (scope === 'OWN') return false
  if (ownerId && actor.reports.includes(ownerId)) return true
  return scope === 'TEAM' && !!departmentId && actor.departmentTree.includes(departmentId)
}
