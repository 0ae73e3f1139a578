import { runInContext, systemContext } from '../context/context'

/** Runs `work` as the service itself in tenant `tenantId`. */
export const inTenant = <T>(tenantId: number, work: () => T): T => runInContext(systemContext(tenantId, 'test'), work)
