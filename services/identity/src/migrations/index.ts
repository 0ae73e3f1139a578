import type { Migration } from '@rapport/chassis'
import { tenants } from './0001-tenants'
import { departments } from './0002-departments'
import { roles } from './0003-roles'
import { users } from './0004-users'
import { userRoles } from './0005-user-roles'
import { invitations } from './0006-invitations'
import { sessions } from './0007-sessions'
import { signInAttempts } from './0008-sign-in-attempts'
import { knownAddresses } from './0009-known-addresses'
import { apiKeys } from './0010-api-keys'
import { auditEntries } from './0011-audit-entries'

export const migrations: Migration[] = [
  tenants,
  departments,
  roles,
  users,
  userRoles,
  invitations,
  sessions,
  signInAttempts,
  knownAddresses,
  apiKeys,
  auditEntries,
]
