import type { Actor } from '../context/actor'
import { scopeOf } from './scopeOf'

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
  const scope = scopeOf(actor, resource)
  if (scope === 'ALL') return undefined
  if (scope === 'OWN') return own(actor, columns)
  const owners = [actor.id, ...actor.reports].filter((id) => id !== '')
  const departments = scope === 'TEAM' ? actor.departmentTree.filter((id) => id !== '') : []
  if (departments.length === 0) return owners.length === 0 ? nothing : ownedBy(owners, columns)
  if (owners.length === 0) {
    return { sql: `${columns.department} IN (:scopeDepartments)`, parameters: { scopeDepartments: departments } }
  }
  return {
    sql: `(${columns.owner} IN (:scopeOwners) OR ${columns.department} IN (:scopeDepartments))`,
    parameters: { scopeOwners: owners, scopeDepartments: departments },
  }
}

const nothing: Predicate = { sql: 'FALSE', parameters: {} }

const own = ({ id }: Actor, { owner }: OwnerColumns): Predicate =>
  id === '' ? nothing : { sql: `${owner} = :scopeActor`, parameters: { scopeActor: id } }

const ownedBy = (owners: string[], { owner }: OwnerColumns): Predicate => ({
  sql: `${owner} IN (:scopeOwners)`,
  parameters: { scopeOwners: owners },
})
