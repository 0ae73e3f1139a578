import type { RegisterTenantRequest } from '@rapport/proto/identity'
import { audit, diff, emit, invalid, type Context, type Transaction } from '@rapport/chassis'
import { actingAsSystem } from '../acting/acting'
import { insertDefaultDepartments } from '../department/department.queries'
import type { IdentityDeps } from '../deps'
import { weaknessOf } from '../password/password'
import { hashOfPassword } from '../password/passwordHash'
import { insertDefaultRoles, setRoles } from '../role/role.queries'
import { userActivated } from '../user/user.events'
import { insertUser } from '../user/user.queries'
import type { UserModel } from '../user/UserModel'
import { DEFAULT_SETTINGS, settingsOf, violationsOf, type TenantSettings } from './tenant'
import { presentTenant } from './tenant.presenter'
import { TenantModel } from './TenantModel'

const checked = (request: RegisterTenantRequest): TenantSettings => {
  const settings = { name: '', ...DEFAULT_SETTINGS, ...settingsOf(request.tenant ?? {}) }
  const { administratorLogin, administratorName, administratorEmail, administratorPassword } = request
  const weakness = weaknessOf(administratorPassword, [administratorLogin, administratorName, administratorEmail])
  const violations = [
    ...violationsOf(settings).map(({ field, reason }) => ({ field: `tenant.${field}`, reason })),
    ...(weakness ? [{ field: 'administratorPassword', reason: weakness }] : []),
  ]
  if (violations.length > 0) throw invalid(...violations)
  return settings
}

const insertAdministrator = async (
  deps: IdentityDeps,
  { id: tenantId, locale }: TenantModel,
  request: RegisterTenantRequest,
  passwordHash: string,
  transaction: Transaction,
): Promise<UserModel> => {
  const { administratorLogin: login, administratorName: name, administratorEmail: email } = request
  const administrator = await insertUser(
    deps,
    {
      ...{ id: deps.newId(), tenantId, state: 'ACTIVE', passwordHash },
      ...{ login, name: name.trim(), email, mobile: '', locale, departmentId: null, managerId: null },
    },
    'administratorLogin',
    transaction,
  )
  await setRoles(deps.database, administrator.id, [await insertDefaultRoles(deps, tenantId, transaction)], transaction)
  return administrator
}

/** Opens a company: its departments, its roles and its first administrator, all or nothing. */
export const registerTenant = (deps: IdentityDeps) => async (request: RegisterTenantRequest, context: Context) => {
  const { database, clock } = deps
  const settings = checked(request)
  const passwordHash = await hashOfPassword(request.administratorPassword)
  return database.transaction(async (transaction) => {
    const now = clock()
    const tenant = await TenantModel.create(
      { ...settings, state: 'ACTIVE', version: 1, createdAt: now, updatedAt: now },
      { transaction },
    )
    return actingAsSystem(context, tenant.id, async () => {
      await insertDefaultDepartments(deps, tenant.id, transaction)
      const administrator = await insertAdministrator(deps, tenant, request, passwordHash, transaction)
      await emit(userActivated(administrator), transaction)
      await audit(
        {
          action: 'identity.tenant.registered',
          objectType: 'tenant',
          objectId: String(tenant.id),
          objectName: tenant.name,
          changes: diff({}, { ...settings, administrator: administrator.login }),
        },
        transaction,
      )
      return { tenant: presentTenant(tenant), administratorId: administrator.id }
    })
  })
}
