import type { UpdateTenantRequest } from '@rapport/proto/identity'
import { audit, changesOf, checkVersion, diff, invalid } from '@rapport/chassis'
import type { IdentityDeps } from '../deps'
import { settingsOf, violationsOf } from './tenant'
import { presentTenant } from './tenant.presenter'
import { ownTenant } from './tenant.queries'

/** Changes name, language, time zone or currency of the caller's company; empty values leave them as they are. */
export const updateTenant =
  ({ database, clock }: IdentityDeps) =>
  async ({ tenant: input, updateMask, expectedVersion }: UpdateTenantRequest) => {
    const given = settingsOf(input ? changesOf(input, updateMask) : {})
    const violations = violationsOf(given)
    if (violations.length > 0) throw invalid(...violations)
    return database.command(async (transaction) => {
      const tenant = await ownTenant({ transaction, lock: true })
      checkVersion(tenant.version, expectedVersion)
      const { name, locale, timeZone, currency } = tenant
      const before = { name, locale, timeZone, currency }
      const after = { ...before, ...given }
      const changes = diff(before, after)
      if (changes.length > 0) {
        await tenant.update({ ...after, version: tenant.version + 1, updatedAt: clock() }, { transaction })
        await audit(
          {
            action: 'identity.tenant.updated',
            objectType: 'tenant',
            objectId: String(tenant.id),
            objectName: tenant.name,
            changes,
          },
          transaction,
        )
      }
      return presentTenant(tenant)
    })
  }
