import { currentContext, notFound, raise, type Transaction } from '@rapport/chassis'
import { TenantModel } from './TenantModel'

/** The company of the caller. */
export const ownTenant = async (options: { transaction?: Transaction; lock?: true } = {}): Promise<TenantModel> => {
  const { tenantId } = currentContext().actor
  return (await TenantModel.findByPk(tenantId, options)) ?? raise(notFound('tenant', String(tenantId)))
}
