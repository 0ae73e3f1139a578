import type { Actor } from '@rapport/chassis'
import { contract } from '@rapport/proto'
import { FieldRule, RoleService, Scope, UserService, type Role } from '@rapport/proto/identity'
import { openWorld, type World } from '../testing/openWorld'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const asAdministrator = () => ({ as: world.company.administrator.actor })

const aRole = (traits: Partial<Pick<Role, 'permissions' | 'scopes' | 'fieldRules' | 'nameEn'>> = {}): Promise<Role> =>
  world.call(
    RoleService.method.createRole,
    { role: { nameZh: '角色', nameEn: 'Role', permissions: ['customer.account.read'], ...traits } },
    asAdministrator(),
  )

/** Somebody who manages roles and holds little else. */
const aRoleKeeper = async (): Promise<Actor> => {
  const keeper = await aRole({ permissions: ['identity.role.manage', 'identity.role.read', 'identity.user.read'] })
  const { id } = await world.hire(['partner'])
  await world.call(
    UserService.method.updateUser,
    { id, user: { roleIds: [keeper.id] }, updateMask: { paths: ['role_ids'] } },
    asAdministrator(),
  )
  return { ...world.company.administrator.actor, id, permissions: new Set(keeper.permissions), scopes: {} }
}

describe('making a role', () => {
  it('keeps permissions, scopes and field rules', async () => {
    const role = await aRole({
      scopes: { 'customer.account': Scope.TEAM },
      fieldRules: { 'account.phones': FieldRule.MASKED },
    })
    expect(await world.call(RoleService.method.getRole, { id: role.id }, asAdministrator())).toMatchObject({
      key: '',
      permissions: ['customer.account.read'],
      scopes: { 'customer.account': Scope.TEAM },
      fieldRules: { 'account.phones': FieldRule.MASKED },
      holders: 0,
      version: 1,
    })
  })

  it('names each thing that the contract does not know', async () => {
    await expect(aRole({ permissions: ['customer.account.fly'] })).rejects.toMatchObject({
      violations: [{ field: 'permissions[0]', reason: 'permission_unknown' }],
    })
  })

  it('cannot grant what its maker does not hold', async () => {
    const colleague = await aRoleKeeper()
    const make = (role: object) =>
      world.call(RoleService.method.createRole, { role: { nameZh: '角色', nameEn: 'R', ...role } }, { as: colleague })
    await expect(make({ permissions: ['identity.audit.read'] })).rejects.toMatchObject({ reason: 'grant_exceeds_own' })
    await expect(make({ scopes: { 'customer.account': Scope.ALL } })).rejects.toMatchObject({
      reason: 'grant_exceeds_own',
    })
    expect(await make({ permissions: ['identity.user.read'] })).toMatchObject({ permissions: ['identity.user.read'] })
  })
})

describe('changing a role', () => {
  it('changes only what is named, counts the version up and publishes it', async () => {
    const role = await aRole({ scopes: { 'customer.account': Scope.OWN } })
    const changed = await world.call(
      RoleService.method.updateRole,
      { id: role.id, role: { nameEn: 'Renamed' }, updateMask: { paths: ['name_en'] }, expectedVersion: 1 },
      asAdministrator(),
    )
    expect(changed).toMatchObject({ nameEn: 'Renamed', scopes: role.scopes, permissions: role.permissions, version: 2 })
    expect(await world.outbox()).toContainEqual({ type: 'identity.role.changed.v1', data: { roleId: role.id } })
  })

  it('is for those only who hold what it grants before and after', async () => {
    const as = await aRoleKeeper()
    const change = (id: string, permissions: string[]) =>
      world.call(
        RoleService.method.updateRole,
        { id, role: { permissions }, updateMask: { paths: ['permissions'] } },
        { as },
      )
    const [large, small] = await Promise.all([
      aRole({ permissions: ['identity.audit.read'] }),
      aRole({ permissions: ['identity.user.read'] }),
    ])
    const refusal = { reason: 'grant_exceeds_own' }
    await expect(change(large.id, ['identity.user.read'])).rejects.toMatchObject(refusal)
    await expect(change(small.id, ['identity.audit.read'])).rejects.toMatchObject(refusal)
    expect((await change(small.id, ['identity.role.read'])).permissions).toEqual(['identity.role.read'])
  })

  it('that changes nothing leaves the version as it is', async () => {
    const role = await aRole({ fieldRules: { 'account.phones': FieldRule.READ, 'account.emails': FieldRule.HIDDEN } })
    const { nameZh, nameEn, permissions, scopes, fieldRules } = role
    const same = await world.call(
      RoleService.method.updateRole,
      { id: role.id, role: { nameZh, nameEn, permissions, scopes, fieldRules } },
      asAdministrator(),
    )
    expect(same.version).toBe(1)
  })

  it('takes effect on the next request of its holders', async () => {
    const colleague = await world.hire(['management'])
    expect(colleague.actor.permissions.has('identity.audit.read')).toBe(true)
    await world.call(
      RoleService.method.updateRole,
      {
        id: world.role('management'),
        role: { permissions: ['customer.account.read'] },
        updateMask: { paths: ['permissions'] },
      },
      asAdministrator(),
    )
    const { permissions } = await world.actorBehind(colleague.sessionToken)
    expect([...permissions]).toEqual(['customer.account.read'])
  })

  it('is impossible for the administrator role', async () => {
    const id = world.role('administrator')
    const role = { nameEn: 'Nobody' }
    await expect(
      world.call(RoleService.method.updateRole, { id, role, updateMask: { paths: ['name_en'] } }, asAdministrator()),
    ).rejects.toMatchObject({ reason: 'role_immutable' })
    await expect(world.call(RoleService.method.deleteRole, { id }, asAdministrator())).rejects.toMatchObject({
      reason: 'role_immutable',
    })
  })
})

describe('removing a role', () => {
  it('is for those only who hold what it grants', async () => {
    const as = await aRoleKeeper()
    const { id } = await aRole({ permissions: ['identity.audit.read'] })
    await expect(world.call(RoleService.method.deleteRole, { id }, { as })).rejects.toMatchObject({
      reason: 'grant_exceeds_own',
    })
    const small = await aRole({ permissions: ['identity.user.read'] })
    await expect(world.call(RoleService.method.deleteRole, { id: small.id }, { as })).resolves.toBeDefined()
  })

  it('is refused while somebody holds it', async () => {
    await world.hire(['operator'])
    await expect(
      world.call(RoleService.method.deleteRole, { id: world.role('operator') }, asAdministrator()),
    ).rejects.toMatchObject({ reason: 'role_in_use', params: { users: '1', keys: '0' } })
  })

  it('removes it when nobody does', async () => {
    const { id } = await aRole()
    await world.call(RoleService.method.deleteRole, { id }, asAdministrator())
    await expect(world.call(RoleService.method.getRole, { id }, asAdministrator())).rejects.toMatchObject({
      kind: 'notFound',
    })
  })
})

describe('the catalogue', () => {
  it('is what the contract knows', async () => {
    const { permissions, scopedResources, protectableFields } = contract()
    expect(await world.call(RoleService.method.getPermissionCatalogue, {}, asAdministrator())).toMatchObject({
      permissions,
      scopedResources,
      protectableFields,
    })
  })
})
