import { AsyncLocalStorage } from 'node:async_hooks'

const storage = new AsyncLocalStorage<boolean>()

/** Runs `work` with models that see the rows of all tenants. For the few places that must, such as signing in. */
export const crossTenant = <T>(work: () => T): T => storage.run(true, work)

/** Whether the running work was lifted over the borders of tenants. */
export const isCrossTenant = (): boolean => storage.getStore() === true
