import { FieldRule, Principal_Kind, Scope, type Principal } from '@rapport/proto/identity'
import type { Actor } from '../context/actor'

const kinds: Readonly<Record<Principal_Kind, Actor['kind']>> = {
  [Principal_Kind.KIND_UNSPECIFIED]: 'ANONYMOUS',
  [Principal_Kind.USER]: 'USER',
  [Principal_Kind.API_KEY]: 'API_KEY',
  [Principal_Kind.SYSTEM]: 'SYSTEM',
}

// What a token of a newer gateway says and this service does not know yet gives the least.
const scopeName = (scope: Scope): Actor['scopes'][string] => {
  if (scope === Scope.ALL) return 'ALL'
  if (scope === Scope.TEAM) return 'TEAM'
  return scope === Scope.REPORTS ? 'REPORTS' : 'OWN'
}

const ruleName = (rule: FieldRule): Actor['fieldRules'][string] => {
  if (rule === FieldRule.EDIT) return 'EDIT'
  if (rule === FieldRule.READ) return 'READ'
  return rule === FieldRule.MASKED ? 'MASKED' : 'HIDDEN'
}

const mapValues = <T, U>(values: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]))

/** The actor whom a principal describes. */
export const actorOf = (principal: Principal): Actor => ({
  tenantId: principal.tenantId,
  id: principal.actorId,
  kind: kinds[principal.kind],
  name: principal.name,
  sessionId: principal.sessionId,
  departmentId: principal.departmentId,
  departmentTree: principal.departmentTree,
  reports: principal.reports,
  permissions: new Set(principal.permissions),
  scopes: mapValues(principal.scopes, scopeName),
  fieldRules: mapValues(principal.fieldRules, ruleName),
})

const nobody: Omit<Actor, 'kind' | 'name'> = {
  tenantId: 0,
  id: '',
  sessionId: '',
  departmentId: '',
  departmentTree: [],
  reports: [],
  permissions: new Set(),
  scopes: {},
  fieldRules: {},
}

/** A caller who is not signed in: belongs to no tenant and may do nothing. */
export const anonymous: Actor = { ...nobody, kind: 'ANONYMOUS', name: '' }

/** The gateway itself in an internal rpc: belongs to no tenant and has no permissions. */
export const gatewayItself: Actor = { ...nobody, kind: 'SYSTEM', name: 'Rapport' }
