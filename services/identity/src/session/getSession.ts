import type { GetSessionRequest } from '@rapport/proto/identity'
import { raise, unauthenticated, type Context } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { presentGrants } from '../role/role.presenter'
import { presentTenant } from '../tenant/tenant.presenter'
import { ownTenant } from '../tenant/tenant.queries'
import { userById } from '../user/user.queries'
import { currentSession } from './currentSession'

/** Who is signed in. For an API key: what it may do. */
export const getSession =
  (deps: IdentityDeps) =>
  async (_: GetSessionRequest, { actor }: Context) => {
    if (actor.kind === 'USER')
      return currentSession(deps, (await userById(actor.id)) ?? raise(unauthenticated('session_invalid')))
    const { permissions, scopes, fieldRules } = actor
    return {
      tenant: presentTenant(await ownTenant()),
      ...presentGrants({ permissions: [...permissions], scopes, fieldRules }),
      apiKey: true,
    }
  }
