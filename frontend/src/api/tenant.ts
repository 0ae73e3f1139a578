import { answerOf, client, ifMatch } from './client'
import type { Tenant, TenantInput } from './types'

/** The caller's company. */
export const getTenant = (signal?: AbortSignal): Promise<Tenant> => answerOf(client.GET('/v1/tenant', { signal }))

/** Changes the given fields of the company known at `version`. */
export const updateTenant = (version: number, body: Partial<TenantInput>): Promise<Tenant> =>
  answerOf(client.PATCH('/v1/tenant', { body, headers: ifMatch(version) }))
