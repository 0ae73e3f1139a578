import type { Actor } from '../context/actor'
import { coverOf } from './coverOf'

/** Where a query finds owner and department of a record, e.g. `a.owner_id`. */
export interface OwnerColumns {
  readonly owner: string
  readonly department: string
}

/** A condition for a WHERE clause with its named parameters. */
export interface Predicate {
  readonly sql: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/**
 * The actor's scope as a condition on a query, the same rule as `sees`; undefined when the actor sees all records.
 * Parameters are named `scopeActor`, `scopeOwners` and `scopeDepartments`. A column that is NULL or empty belongs to nobody.
 */
export const ownerPredicate = (actor: Actor, resource: string, columns: OwnerColumns): Predicate | undefined => {
  const cover = coverOf(actor, resource)
  if (!cover) return undefined
  const { owners, departments } = cover
  const byOwner =
    owners.length === 1
      ? { sql: `${columns.owner} = :scopeActor`, parameters: { scopeActor: owners[0] } }
      : { sql: `${columns.owner} IN (:scopeOwners)`, parameters: { scopeOwners: owners } }
  if (departments.length === 0) return owners.length === 0 ? { sql: 'FALSE', parameters: {} } : byOwner
  const byDepartment = {
    sql: `${columns.department} IN (:scopeDepartments)`,
    parameters: { scopeDepartments: departments },
  }
  if (owners.length === 0) return byDepartment
  return {
    sql: `(${byOwner.sql} OR ${byDepartment.sql})`,
    parameters: { ...byOwner.parameters, ...byDepartment.parameters },
  }
}
