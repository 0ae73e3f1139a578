import { denied, type Actor } from '@rapport/chassis'
import { grantsOf, heldBy, type StoredRole } from './catalogue'
import { exceeding, unionOf, type Grants } from './grants'

const few = (names: string[]) => names.slice(0, 5).join(', ')

/** Throws when `wanted` allows anything that the actor may not do: nobody can grant more than they hold. `field` of the request is named. */
export const mustHold = (actor: Actor, wanted: Grants, field?: string): void => {
  const names = exceeding(wanted, heldBy(actor))
  if (names.length === 0) return
  const params = { names: few(names) }
  throw denied('grant_exceeds_own', params, ...(field ? [{ field, reason: 'grant_exceeds_own', params }] : []))
}

/** Throws when the holder of `roles` may do anything that the actor may not: who manages users cannot take over somebody mightier. */
export const mustOutrank = (actor: Actor, roles: readonly StoredRole[]): void => {
  if (exceeding(unionOf(roles.map(grantsOf)), heldBy(actor)).length > 0) throw denied('user_outranks')
}
