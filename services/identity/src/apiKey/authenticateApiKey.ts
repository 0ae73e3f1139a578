import { Principal_Kind, type AuthenticateApiKeyRequest } from '@rapport/proto/identity'
import { denied, raise, toTimestamp, unauthenticated, type Context } from '@rapport/chassis'
import { actingAsSystem } from '../acting/acting'
import type { IdentityDeps } from '../deps'
import { grantsOf } from '../role/catalogue'
import { unionOf } from '../role/grants'
import { presentGrants } from '../role/role.presenter'
import { isUseToNote } from '../session/session'
import { stateOf } from './apiKey'
import { findApiKey, type FoundApiKey } from './findApiKey'
import { allows } from './ipAllowList'

const refusals = { ACTIVE: undefined, EXPIRED: 'api_key_expired', REVOKED: 'api_key_revoked' } as const

const noteUse = ({ database }: IdentityDeps, { id }: FoundApiKey, now: Date) =>
  database.execute(
    'UPDATE api_keys SET last_used_at = :now WHERE tenant_id = :tenantId AND id = :id',
    { id, now },
    { repeatable: true },
  )

/** Turns an API key into the principal behind it: one statement, and one more a minute to note the use. */
export const authenticateApiKey =
  (deps: IdentityDeps) =>
  async ({ apiKey, ip }: AuthenticateApiKeyRequest, context: Context) => {
    const now = deps.clock()
    const key = (await findApiKey(deps.database, apiKey)) ?? raise(unauthenticated('api_key_invalid'))
    const refusal = refusals[stateOf(key, now)]
    if (refusal) throw unauthenticated(refusal)
    if (!allows(key.ipAllowList, ip)) throw denied('api_key_address_refused')
    if (isUseToNote(key.lastUsedAt, now)) await actingAsSystem(context, key.tenantId, () => noteUse(deps, key, now))
    return {
      principal: {
        ...{ tenantId: key.tenantId, actorId: key.id, kind: Principal_Kind.API_KEY, name: key.name },
        ...{ sessionId: '', locale: key.locale, departmentId: '', departmentTree: [], reports: [] },
        ...presentGrants(unionOf([grantsOf(key.role)])),
      },
      expiresAt: toTimestamp(key.expiresAt),
      rateLimit: key.rateLimit,
    }
  }
