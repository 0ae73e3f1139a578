import { z } from 'zod'

import type { FieldRule, Role, Scope } from '@/api/types'

export const scopes = ['OWN', 'REPORTS', 'TEAM', 'ALL'] as const satisfies readonly Scope[]
export const fieldRules = ['EDIT', 'READ', 'MASKED', 'HIDDEN'] as const satisfies readonly FieldRule[]

/** Key of the role that holds every permission and cannot be changed. */
export const administratorKey = 'administrator'

/** What the form of a role holds. */
export interface RoleValues {
  nameZh: string
  nameEn: string
  permissions: string[]
  scopes: Record<string, Scope>
  fieldRules: Record<string, FieldRule>
}

export const emptyRole = (): RoleValues => ({ nameZh: '', nameEn: '', permissions: [], scopes: {}, fieldRules: {} })

/** The values of a role as the form holds them. */
export const valuesOf = (role: Role): RoleValues => ({
  nameZh: role.nameZh,
  nameEn: role.nameEn,
  permissions: [...role.permissions].sort(),
  scopes: role.scopes,
  fieldRules: role.fieldRules,
})

/** The rules that the browser can check. */
export const roleSchema = z.object({
  nameZh: z.string().trim().min(1, 'form.missing').max(100, 'form.tooLong'),
  nameEn: z.string().trim().min(1, 'form.missing').max(100, 'form.tooLong'),
})

/** A resource with its permissions and, where its records have one, its scope. */
export interface ResourceRights {
  /** `<service>.<resource>` */
  resource: string
  permissions: string[]
  hasScope: boolean
}

const usual = ['read', 'create', 'update', 'delete', 'assign', 'manage']
const rank = (permission: string): number => {
  const place = usual.indexOf(permission.split('.').at(-1) ?? '')
  return place < 0 ? usual.length : place
}

/** Groups permissions by resource in the order of the catalogue; within one, seeing comes before changing. */
export const rightsOf = (permissions: readonly string[], scopedResources: readonly string[]): ResourceRights[] => {
  const resources = [...new Set(permissions.map((permission) => permission.split('.').slice(0, 2).join('.')))]
  return resources.map((resource) => ({
    resource,
    permissions: permissions
      .filter((permission) => permission.startsWith(`${resource}.`))
      .sort((a, b) => rank(a) - rank(b)),
    hasScope: scopedResources.includes(resource),
  }))
}

/** The permissions with one switched on or off, sorted, so that order is no change. */
export const withPermission = (permissions: readonly string[], permission: string, on: boolean): string[] =>
  [...permissions.filter((each) => each !== permission), ...(on ? [permission] : [])].sort()
