import type { CreateApiKeyRequest } from '@rapport/proto/identity'
import { audit, diff, invalid, raise, toDate, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { grantsOf } from '../role/catalogue'
import { mustHold } from '../role/role.policy'
import { roleNamed } from '../role/role.queries'
import { hashOfToken } from '../secrets/token'
import { lockOrganisation } from '../tenant/lockOrganisation'
import { defaultExpiry, violationsOf } from './apiKey'
import { presentApiKey } from './apiKey.presenter'
import { ApiKeyModel } from './ApiKeyModel'
import { newSecret } from './newSecret'

const SECRET = 'api key'

/** Makes a key whose role grants no more than its maker holds. The answer holds the secret, which is not kept. */
export const createApiKey =
  ({ database, clock, newId, box }: IdentityDeps) =>
  async (request: CreateApiKeyRequest, { actor }: Context) => {
    const input = request.apiKey ?? raise(invalid({ field: 'apiKey', reason: 'required' }))
    const expiresAt = toDate(input.expiresAt) ?? defaultExpiry(clock())
    const violations = violationsOf(input, expiresAt, clock())
    if (violations.length > 0) throw invalid(...violations)
    const { secret: sealed, ...answer } = await database.command(async (transaction) => {
      await lockOrganisation(database, transaction)
      const role = await roleNamed(input.roleId, 'roleId', transaction)
      mustHold(actor, grantsOf(role), 'roleId')
      const now = clock()
      const { prefix, secret } = newSecret()
      const content = {
        ...{ name: input.name.trim(), prefix, roleId: role.id, ipAllowList: [...input.ipAllowList] },
        ...{ rateLimit: input.rateLimit, expiresAt },
      }
      const key = await ApiKeyModel.create(
        {
          ...{ id: newId(), tenantId: actor.tenantId, ...content, secretHash: hashOfToken(secret) },
          ...{ revokedAt: null, lastUsedAt: null, createdBy: actor.id, version: 1, createdAt: now, updatedAt: now },
        },
        { transaction },
      )
      await audit(
        {
          action: 'identity.apiKey.created',
          objectType: 'apiKey',
          objectId: key.id,
          objectName: key.name,
          changes: diff({}, content),
        },
        transaction,
      )
      return { apiKey: presentApiKey(key, now), secret: box.seal(secret, SECRET) }
    })
    return { ...answer, secret: box.open(sealed, SECRET) }
  }
