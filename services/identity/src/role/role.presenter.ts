import type { MessageInitShape } from '@bufbuild/protobuf'
import { FieldRule, Scope, type RoleSchema } from '@rapport/proto/identity'
import { toTimestamp } from '@rapport/chassis'
import { grantsOf } from './catalogue'
import type { Grants } from './grants'
import type { RoleModel } from './RoleModel'

/** Grants as the contract writes them. */
export const presentGrants = ({ permissions, scopes, fieldRules }: Grants) => ({
  permissions: [...permissions],
  scopes: Object.fromEntries(Object.entries(scopes).map(([resource, scope]) => [resource, Scope[scope]])),
  fieldRules: Object.fromEntries(Object.entries(fieldRules).map(([field, rule]) => [field, FieldRule[rule]])),
})

/** A role as the contract writes it, with what it grants in this release. */
export const presentRole = (role: RoleModel, holders: number): MessageInitShape<typeof RoleSchema> => ({
  id: role.id,
  key: role.roleKey ?? '',
  nameZh: role.nameZh,
  nameEn: role.nameEn,
  ...presentGrants(grantsOf(role)),
  holders,
  version: role.version,
  createdAt: toTimestamp(role.createdAt),
  updatedAt: toTimestamp(role.updatedAt),
})

/** How people call a role: its names in both languages. */
export const roleLabel = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }): string =>
  nameZh === nameEn ? nameZh : `${nameZh} / ${nameEn}`
