import { presentTenant } from './tenant.presenter'
import { ownTenant } from './tenant.queries'

/** The caller's own company. */
export const getTenant = () => async () => presentTenant(await ownTenant())
