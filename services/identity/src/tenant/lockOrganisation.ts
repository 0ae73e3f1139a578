import type { Database, Transaction } from '@rapport/chassis'

/**
 * Lets one change of the company's organisation (users, roles, departments) run at a time, until the transaction ends.
 * Taken first, it makes rules over several rows hold: no cycle of managers or departments, always an active administrator,
 * no role or department removed while somebody gets it.
 */
export const lockOrganisation = async (database: Database, transaction: Transaction): Promise<void> => {
  await database.select('SELECT id FROM tenants WHERE id = :tenantId FOR UPDATE', {}, { transaction })
}
