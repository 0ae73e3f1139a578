import type { RevokeApiKeyRequest } from '@rapport/proto/identity'
import { audit, notFound, raise } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { presentApiKey } from './apiKey.presenter'
import { ApiKeyModel } from './ApiKeyModel'

/** Revokes a key at once and for good; a revoked key stays as it is. */
export const revokeApiKey =
  ({ database, clock }: IdentityDeps) =>
  async ({ id }: RevokeApiKeyRequest) =>
    database.command(async (transaction) => {
      const key = (await ApiKeyModel.findByPk(id, { transaction, lock: true })) ?? raise(notFound('api_key', id))
      const now = clock()
      if (key.revokedAt) return presentApiKey(key, now)
      await key.update({ revokedAt: now, version: key.version + 1, updatedAt: now }, { transaction })
      await audit(
        { action: 'identity.apiKey.revoked', objectType: 'apiKey', objectId: id, objectName: key.name },
        transaction,
      )
      return presentApiKey(key, now)
    })
