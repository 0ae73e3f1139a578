import { contract } from '@rapport/proto'
import type { Actor, FieldRule, Scope } from '@rapport/chassis'
import { ADMINISTRATOR } from './defaultRoles'
import type { Grants } from './grants'

/** Everything that the contract of this release knows: what administrators hold. */
export const everything = (): Grants => ({
  permissions: contract().permissions,
  scopes: Object.fromEntries(contract().scopedResources.map((resource) => [resource, 'ALL'])),
  fieldRules: {},
})

const only = <V>(record: Readonly<Record<string, V>>, known: readonly string[]): Record<string, V> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => known.includes(key)))

/** The kept part of a role that decides what it grants. */
export interface StoredRole {
  readonly roleKey: string | null
  readonly permissions: readonly string[]
  readonly scopes: Readonly<Record<string, Scope>>
  readonly fieldRules: Readonly<Record<string, FieldRule>>
}

/** What a role grants in this release: the administrator role everything, the others what was chosen for them as far as it still exists. */
export const grantsOf = ({ roleKey, permissions, scopes, fieldRules }: StoredRole): Grants => {
  if (roleKey === ADMINISTRATOR) return everything()
  const known = contract()
  return {
    permissions: permissions.filter((permission) => known.permissions.includes(permission)),
    scopes: only(scopes, known.scopedResources),
    fieldRules: only(fieldRules, known.protectableFields),
  }
}

/** What an actor may do, to compare with what they want to grant. */
export const heldBy = ({ everything: all, permissions, scopes, fieldRules }: Actor): Grants =>
  all ? everything() : { permissions: [...permissions], scopes, fieldRules }
