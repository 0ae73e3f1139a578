import { DepartmentService, RoleService, SessionService, Tenant_State, TenantService } from '@rapport/proto/identity'
import { contract } from '@rapport/proto'
import { defaultDepartments } from '../department/defaultDepartments'
import { defaultRoles } from '../role/defaultRoles'
import { aLogin, aPassword, gateway, openWorld, type World } from '../testing/openWorld'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const aRequest = () => ({
  tenant: { name: '晨光文具' },
  administratorLogin: aLogin(),
  administratorName: '陈晨',
  administratorEmail: 'chen@example.cn',
  administratorPassword: aPassword(),
})

describe('opening a company', () => {
  it('makes the five departments, the default roles and an administrator who may do everything', async () => {
    const { company, call } = world
    const as = company.administrator.actor
    expect(company.tenant).toMatchObject({ state: Tenant_State.ACTIVE, locale: 'zh-CN', currency: 'CNY' })
    const { departments } = await call(DepartmentService.method.listDepartments, {}, { as })
    expect(departments.map(({ nameZh, nameEn }) => ({ nameZh, nameEn }))).toEqual(defaultDepartments)
    const { roles } = await call(RoleService.method.listRoles, {}, { as })
    expect(roles.map(({ key }) => key).sort()).toEqual(defaultRoles.map(({ key }) => key).sort())
    expect([...as.permissions].sort()).toEqual(contract().permissions)
    expect(as.scopes).toEqual({ 'customer.account': 'ALL', 'customer.followUp': 'ALL' })
  })

  it('gives every company its own id, and shows one nothing of the other', async () => {
    const other = await world.openCompany('别家公司')
    expect(other.tenant.id).not.toBe(world.company.tenant.id)
    const { departments } = await world.call(
      DepartmentService.method.listDepartments,
      {},
      { as: other.administrator.actor },
    )
    expect(departments).toHaveLength(5)
    const [role] = world.company.roles
    await expect(
      world.call(RoleService.method.getRole, { id: role?.id ?? '' }, { as: other.administrator.actor }),
    ).rejects.toMatchObject({ reason: 'role_not_found' })
  })

  it('is all or nothing: a login that is taken leaves no company behind', async () => {
    const count = () => world.database.select('SELECT id FROM tenants', {}, { crossTenant: true })
    const before = (await count()).length
    const taken = { ...aRequest(), administratorLogin: world.company.administrator.login.toUpperCase() }
    await expect(world.call(TenantService.method.registerTenant, taken, { as: gateway })).rejects.toMatchObject({
      reason: 'login_taken',
      violations: [{ field: 'administratorLogin' }],
    })
    expect(await count()).toHaveLength(before)
  })

  it('names the fields that are wrong', async () => {
    const request = {
      ...aRequest(),
      tenant: { name: 'X', timeZone: 'Mars/Olympus' },
      administratorPassword: 'password123',
    }
    await expect(world.call(TenantService.method.registerTenant, request, { as: gateway })).rejects.toMatchObject({
      kind: 'invalid',
      violations: [
        { field: 'tenant.timeZone', reason: 'time_zone_unknown' },
        { field: 'administratorPassword', reason: 'password_too_common' },
      ],
    })
  })

  it('is for the operator only', async () => {
    const as = world.company.administrator.actor
    await expect(world.call(TenantService.method.registerTenant, aRequest(), { as })).rejects.toMatchObject({
      kind: 'denied',
    })
  })
})

describe('the settings of the company', () => {
  it('are changed by who may, field by field, with a version', async () => {
    const as = world.company.administrator.actor
    const tenant = await world.call(TenantService.method.getTenant, {}, { as })
    const changed = await world.call(
      TenantService.method.updateTenant,
      { tenant: { currency: 'USD' }, updateMask: { paths: ['currency'] }, expectedVersion: tenant.version },
      { as },
    )
    expect(changed).toMatchObject({ name: tenant.name, currency: 'USD', version: tenant.version + 1 })
    await expect(
      world.call(
        TenantService.method.updateTenant,
        { tenant: { currency: 'EUR' }, updateMask: { paths: ['currency'] }, expectedVersion: tenant.version },
        { as },
      ),
    ).rejects.toMatchObject({ kind: 'stale' })
  })

  it('are seen by everybody who is signed in, and changed by nobody without the permission', async () => {
    const { actor: as } = await world.hire(['sales'])
    expect((await world.call(TenantService.method.getTenant, {}, { as })).name).toBe(world.company.tenant.name)
    await expect(
      world.call(TenantService.method.updateTenant, { tenant: { name: 'Mine' } }, { as }),
    ).rejects.toMatchObject({ reason: 'permission_missing' })
    expect((await world.call(SessionService.method.getSession, {}, { as })).tenant?.name).toBe(
      world.company.tenant.name,
    )
  })
})
