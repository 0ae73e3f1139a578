import type { FieldRule, Scope } from '@rapport/chassis'

/** What a role, or several roles together, lets its holder do. */
export interface Grants {
  /** Function permissions, `<service>.<resource>.<action>`. */
  readonly permissions: readonly string[]
  /** Record scope per resource, e.g. `customer.account`; OWN where none is given. */
  readonly scopes: Readonly<Record<string, Scope>>
  /** Rule per `<resource>.<field>`; EDIT where none is given. */
  readonly fieldRules: Readonly<Record<string, FieldRule>>
}

/** From the narrowest to the widest. */
export const SCOPES: readonly Scope[] = ['OWN', 'REPORTS', 'TEAM', 'ALL']

/** From the strictest to the most permissive. */
export const FIELD_RULES: readonly FieldRule[] = ['HIDDEN', 'MASKED', 'READ', 'EDIT']

const widest = (scopes: Scope[]): Scope => SCOPES[Math.max(0, ...scopes.map((scope) => SCOPES.indexOf(scope)))] ?? 'OWN'

const mostPermissive = (rules: FieldRule[]): FieldRule =>
  FIELD_RULES[Math.max(...rules.map((rule) => FIELD_RULES.indexOf(rule)))] ?? 'EDIT'

const resourceOf = (name: string, position: 0 | 1) => name.split('.')[position] ?? ''

/** Whether a role has a say about a field: it rules it, or it grants anything on the field's resource. A role that grants nothing there must not lift the rule of another. */
const concerns = (grants: Grants, field: string): boolean =>
  field in grants.fieldRules ||
  grants.permissions.some((permission) => resourceOf(permission, 1) === resourceOf(field, 0))

const keysOf = (records: readonly Readonly<Record<string, unknown>>[]): string[] => [
  ...new Set(records.flatMap((record) => Object.keys(record))),
]

/** What the holder of all of `roles` may do: every permission of any, the widest scope per resource, and per field the most permissive rule of the roles that concern its resource. */
export const unionOf = (roles: readonly Grants[]): Grants => ({
  permissions: [...new Set(roles.flatMap((role) => role.permissions))].sort(),
  scopes: Object.fromEntries(
    keysOf(roles.map((role) => role.scopes)).map((resource) => [
      resource,
      widest(roles.map((role) => role.scopes[resource] ?? 'OWN')),
    ]),
  ),
  fieldRules: Object.fromEntries(
    keysOf(roles.map((role) => role.fieldRules))
      .map((field): [string, FieldRule] => [
        field,
        mostPermissive(roles.filter((role) => concerns(role, field)).map((role) => role.fieldRules[field] ?? 'EDIT')),
      ])
      .filter(([, rule]) => rule !== 'EDIT'),
  ),
})

/** What `wanted` allows beyond `held`, by name: permissions, resources seen more widely, fields less protected. Empty: the holder of `held` may grant it. */
export const exceeding = (wanted: Grants, held: Grants): string[] => [
  ...wanted.permissions.filter((permission) => !held.permissions.includes(permission)),
  ...Object.entries(wanted.scopes)
    .filter(([resource, scope]) => SCOPES.indexOf(scope) > SCOPES.indexOf(held.scopes[resource] ?? 'OWN'))
    .map(([resource]) => resource),
  ...Object.entries(held.fieldRules)
    .filter(([field]) => concerns(wanted, field))
    .filter(([field, rule]) => FIELD_RULES.indexOf(wanted.fieldRules[field] ?? 'EDIT') > FIELD_RULES.indexOf(rule))
    .map(([field]) => field),
]
