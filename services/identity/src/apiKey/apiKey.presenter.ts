import type { MessageInitShape } from '@bufbuild/protobuf'
import { ApiKey_State, type ApiKeySchema } from '@rapport/proto/identity'
import { toTimestamp } from '@rapport/chassis'
import { stateOf } from './apiKey'
import type { ApiKeyModel } from './ApiKeyModel'

type PresentableKey = Omit<ApiKeyModel['_attributes'], 'secretHash'>

/** A key as the contract writes it, without its secret. */
export const presentApiKey = (key: PresentableKey, now: Date): MessageInitShape<typeof ApiKeySchema> => ({
  id: key.id,
  name: key.name,
  prefix: key.prefix,
  roleId: key.roleId,
  ipAllowList: [...key.ipAllowList],
  rateLimit: key.rateLimit,
  expiresAt: toTimestamp(key.expiresAt),
  lastUsedAt: toTimestamp(key.lastUsedAt),
  state: ApiKey_State[stateOf(key, now)],
  version: key.version,
  createdAt: toTimestamp(key.createdAt),
})
