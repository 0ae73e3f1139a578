import type { IdentityDeps } from '../deps'
import { getTenant } from './getTenant'
import { registerTenant } from './registerTenant'
import { updateTenant } from './updateTenant'

/** The rpcs about the company and the use cases that answer them. */
export const tenantHandlers = (deps: IdentityDeps) => ({
  getTenant: getTenant(),
  updateTenant: updateTenant(deps),
  registerTenant: registerTenant(deps),
})
