import type { IdentityDeps } from '../deps'
import { listAuditEntries } from './listAuditEntries'

/** The rpcs about the audit trail and the use cases that answer them. */
export const auditHandlers = (deps: IdentityDeps) => ({
  listAuditEntries: listAuditEntries(deps),
})
