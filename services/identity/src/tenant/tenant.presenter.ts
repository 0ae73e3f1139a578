import type { MessageInitShape } from '@bufbuild/protobuf'
import { Tenant_State, type TenantSchema } from '@rapport/proto/identity'
import { toTimestamp } from '@rapport/chassis'
import type { TenantModel } from './TenantModel'

/** A company as the contract writes it. */
export const presentTenant = (tenant: TenantModel): MessageInitShape<typeof TenantSchema> => ({
  id: tenant.id,
  name: tenant.name,
  locale: tenant.locale,
  timeZone: tenant.timeZone,
  currency: tenant.currency,
  state: Tenant_State[tenant.state],
  version: tenant.version,
  createdAt: toTimestamp(tenant.createdAt),
  updatedAt: toTimestamp(tenant.updatedAt),
})
