import type { Transaction } from '@rapport/chassis'
import { ApiKeyModel } from './ApiKeyModel'

/** How many keys that are not revoked have this role. */
export const countKeysWithRole = (roleId: string, transaction: Transaction): Promise<number> =>
  ApiKeyModel.count({ where: { roleId, revokedAt: null }, transaction })
