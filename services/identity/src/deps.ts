import type { Deps } from '@rapport/chassis'
import type { IdentityConfig } from './config'
import { secretBox, type SecretBox } from './secrets/secretBox'

/** What the use cases of this service stand on. */
export interface IdentityDeps extends Deps<IdentityConfig> {
  /** Seals secrets that must be readable again. */
  readonly box: SecretBox
}

/** Adds to the common dependencies what this service needs of its own. */
export const identityDeps = (deps: Deps<IdentityConfig>): IdentityDeps => ({
  ...deps,
  box: secretBox(deps.config.SECRETS_KEY),
})
