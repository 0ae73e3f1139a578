import { FieldRule as RuleOnWire, Scope as ScopeOnWire, type RoleInput } from '@rapport/proto/identity'
import type { Contract } from '@rapport/proto'
import type { FieldRule, Scope, Violation } from '@rapport/chassis'
import { FIELD_RULES, SCOPES } from './grants'

/** What an administrator decides about a role. */
export interface RoleContent {
  nameZh: string
  nameEn: string
  permissions: string[]
  scopes: Record<string, Scope>
  fieldRules: Record<string, FieldRule>
}

type Known = Pick<Contract, 'permissions' | 'scopedResources' | 'protectableFields'>

const unknownKeys = (
  field: string,
  record: object | undefined,
  known: readonly string[],
  reason: string,
): Violation[] =>
  Object.keys(record ?? {})
    .filter((key) => !known.includes(key))
    .map((key) => ({ field: `${field}.${key}`, reason, params: { name: key } }))

const unsaid = (field: string, record: Readonly<Record<string, number>> | undefined): Violation[] =>
  Object.entries(record ?? {})
    .filter(([, value]) => value === 0)
    .map(([key]) => ({ field: `${field}.${key}`, reason: 'required' }))

/** What is wrong with the given parts of a role: blank names, and permissions, resources or fields that the contract does not know. */
export const violationsOf = (input: Partial<RoleInput>, known: Known): Violation[] => [
  ...(['nameZh', 'nameEn'] as const)
    .filter((field) => input[field] !== undefined && input[field].trim() === '')
    .map((field) => ({ field, reason: 'required' })),
  ...(input.permissions ?? []).flatMap((name, index) =>
    known.permissions.includes(name)
      ? []
      : [{ field: `permissions[${index}]`, reason: 'permission_unknown', params: { name } }],
  ),
  ...unknownKeys('scopes', input.scopes, known.scopedResources, 'resource_unknown'),
  ...unknownKeys('fieldRules', input.fieldRules, known.protectableFields, 'field_unknown'),
  ...unsaid('scopes', input.scopes),
  ...unsaid('fieldRules', input.fieldRules),
]

const named =
  <Name extends string>(names: readonly Name[], wire: Readonly<Record<Name, number>>) =>
  (record: Readonly<Record<string, number>>): Record<string, Name> =>
    Object.fromEntries(
      Object.entries(record).flatMap(([key, value]) => {
        const name = names.find((candidate) => wire[candidate] === value)
        return name ? [[key, name]] : []
      }),
    )

const inOrder = <V>(record: Readonly<Record<string, V>>): Record<string, V> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

/** The content of a kept role, its keys in alphabetical order: databases keep them in an order of their own. */
export const contentIn = ({ nameZh, nameEn, permissions, scopes, fieldRules }: RoleContent): RoleContent => ({
  nameZh,
  nameEn,
  permissions: [...permissions].sort(),
  scopes: inOrder(scopes),
  fieldRules: inOrder(fieldRules),
})

const scopesOf = named(SCOPES, ScopeOnWire)
const fieldRulesOf = named(FIELD_RULES, RuleOnWire)

/** The given parts of a role as they are kept. */
export const contentOf = ({
  nameZh,
  nameEn,
  permissions,
  scopes,
  fieldRules,
}: Partial<RoleInput>): Partial<RoleContent> => ({
  ...(nameZh !== undefined && { nameZh: nameZh.trim() }),
  ...(nameEn !== undefined && { nameEn: nameEn.trim() }),
  ...(permissions && { permissions: [...permissions].sort() }),
  ...(scopes && { scopes: inOrder(scopesOf(scopes)) }),
  ...(fieldRules && { fieldRules: inOrder(fieldRulesOf(fieldRules)) }),
})
