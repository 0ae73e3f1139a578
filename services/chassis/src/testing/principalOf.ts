import { create } from '@bufbuild/protobuf'
import { FieldRule, PrincipalSchema, Principal_Kind, Scope, type Principal } from '@rapport/proto/identity'
import type { Actor } from '../context/actor'

const kindOf = ({ kind }: Actor): Principal_Kind => {
  if (kind === 'ANONYMOUS') throw new Error('who is not signed in has no token: call without an actor')
  return Principal_Kind[kind]
}

const mapValues = <T, U>(values: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]))

/** The principal that the gateway would sign for an actor. */
export const principalOf = (actor: Actor): Principal =>
  create(PrincipalSchema, {
    tenantId: actor.tenantId,
    actorId: actor.id,
    kind: kindOf(actor),
    name: actor.name,
    sessionId: actor.sessionId,
    departmentId: actor.departmentId,
    departmentTree: [...actor.departmentTree],
    reports: [...actor.reports],
    permissions: [...actor.permissions],
    scopes: mapValues(actor.scopes, (scope) => Scope[scope]),
    fieldRules: mapValues(actor.fieldRules, (rule) => FieldRule[rule]),
  })
