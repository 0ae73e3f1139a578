import type { IdentityDeps } from '../deps'
import { createApiKey } from './createApiKey'
import { listApiKeys } from './listApiKeys'
import { revokeApiKey } from './revokeApiKey'

/** The rpcs about API keys and the use cases that answer them. */
export const apiKeyHandlers = (deps: IdentityDeps) => ({
  listApiKeys: listApiKeys(deps),
  createApiKey: createApiKey(deps),
  revokeApiKey: revokeApiKey(deps),
})
