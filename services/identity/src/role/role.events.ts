import { RoleChangedSchema } from '@rapport/proto/identity'
import { fact } from '@rapport/chassis'

/** The fact that a role was made, changed or, with the version after its last, removed. */
export const roleChanged = ({ id, version }: { id: string; version: number }) =>
  fact(RoleChangedSchema, { roleId: id }, { type: 'role', id, version })
