import { conflict, type Database, type Transaction } from '@rapport/chassis'
import { ADMINISTRATOR } from '../role/defaultRoles'
import { countAdministrators } from '../role/role.queries'

/**
 * Throws when no active administrator is left after a change of a user who held `roles` before. Needs the lock of the
 * organisation, so that two administrators cannot remove each other at the same time.
 */
export const mustKeepAdministrator = async (
  database: Database,
  roles: readonly { roleKey: string | null }[],
  transaction: Transaction,
): Promise<void> => {
  if (!roles.some(({ roleKey }) => roleKey === ADMINISTRATOR)) return
  if ((await countAdministrators(database, transaction)) === 0) throw conflict('last_administrator')
}
