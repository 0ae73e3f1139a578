import type { Actor, Scope } from '../context/actor'

/** Which records of `resource` (such as `customer.account`) the actor sees: everything for the service itself, otherwise what the roles say, OWN where they say nothing. */
export const scopeOf = ({ everything, scopes }: Actor, resource: string): Scope =>
  everything ? 'ALL' : (scopes[resource] ?? 'OWN')
