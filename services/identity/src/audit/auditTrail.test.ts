import { AuditEntry_ActorKind } from '@rapport/proto/chassis'
import { ApiKeyService, AuditService, DepartmentService, SessionService, UserService } from '@rapport/proto/identity'
import { toTimestamp } from '@rapport/chassis'
import { openWorld, type World } from '../testing/openWorld'

let world: World
beforeAll(async () => {
  world = await openWorld({ events: true })
})
afterAll(() => world.stop())

const asAdministrator = () => ({ as: world.company.administrator.actor })

const list = async (request: object, traits: object = asAdministrator()) => {
  await world.drain()
  return world.call(AuditService.method.listAuditEntries, request, traits)
}

describe('the audit trail', () => {
  it('tells who changed what, field by field, and from where', async () => {
    const { id } = await world.hire(['sales'])
    await world.call(
      UserService.method.updateUser,
      { id, user: { name: '王小芳' }, updateMask: { paths: ['name'] } },
      { ...asAdministrator(), ip: '192.0.2.44', requestId: 'change-the-name' },
    )
    const { auditEntries } = await list({ objectId: id, action: 'identity.user.updated' })
    expect(auditEntries).toMatchObject([
      {
        actorId: world.company.administrator.id,
        actorName: '李娜',
        actorKind: AuditEntry_ActorKind.USER,
        action: 'identity.user.updated',
        objectType: 'user',
        objectName: '王小芳',
        changes: [{ field: 'name', before: '"王芳"', after: '"王小芳"' }],
        ip: '192.0.2.44',
        requestId: 'change-the-name',
      },
    ])
  })

  it('holds signing in, failing to, signing out and the change of a password', async () => {
    const { id, login, password, actor } = await world.hire(['sales'])
    await world.signIn(login, 'a wrong password').catch(() => undefined)
    const currentPassword = password
    await world.call(
      SessionService.method.changePassword,
      { currentPassword, newPassword: `${password}-changed` },
      { as: actor },
    )
    await world.call(SessionService.method.signOut, {}, { as: actor })
    const { auditEntries } = await list({ objectId: id })
    expect(auditEntries.map(({ action }) => action)).toEqual([
      'identity.session.signedOut',
      'identity.user.passwordChanged',
      'identity.session.signInFailed',
      'identity.session.signedIn',
      'identity.user.activated',
      'identity.user.invited',
    ])
    expect(auditEntries.find(({ action }) => action.endsWith('signInFailed'))).toMatchObject({
      actorKind: AuditEntry_ActorKind.ANONYMOUS,
      actorId: '',
      ip: '203.0.113.1',
    })
    const rows = await world.database.select('SELECT * FROM audit_entries', {}, { crossTenant: true })
    expect(JSON.stringify(rows)).not.toContain(password)
  })

  it('is found by actor, kind, action and time, page by page', async () => {
    const names = ['A', 'B', 'C', 'D', 'E']
    for (const nameEn of names)
      await world.call(
        DepartmentService.method.createDepartment,
        { department: { nameZh: '部', nameEn } },
        asAdministrator(),
      )
    const found: string[] = []
    let pageToken = ''
    do {
      const page = await list({ action: 'identity.department', pageSize: 2, pageToken })
      found.push(...page.auditEntries.map(({ objectName }) => objectName))
      pageToken = page.nextPageToken
    } while (pageToken)
    expect(found).toEqual([...names].reverse().map((name) => `部 / ${name}`))
    const { auditEntries } = await list({ objectType: 'department', actorId: world.company.administrator.id })
    expect(auditEntries).toHaveLength(names.length)
    const tomorrow = toTimestamp(new Date(Date.now() + 86_400_000))
    expect((await list({ objectType: 'department', occurredAfter: tomorrow })).auditEntries).toEqual([])
    expect((await list({ action: 'customer' })).auditEntries).toEqual([])
    expect((await list({ action: 'identity' })).auditEntries.length).toBeGreaterThan(names.length)
  })

  it('never shows a secret of a new key', async () => {
    const { apiKey, secret } = await world.call(
      ApiKeyService.method.createApiKey,
      { apiKey: { name: 'ERP', roleId: world.role('partner') } },
      asAdministrator(),
    )
    const { auditEntries } = await list({ objectId: apiKey?.id ?? '' })
    expect(auditEntries.map(({ action }) => action)).toEqual(['identity.apiKey.created'])
    expect(JSON.stringify(auditEntries[0]?.changes)).not.toContain(secret)
  })

  it('is for who may read it, and of one company only', async () => {
    const seller = await world.hire(['sales'])
    await expect(list({}, { as: seller.actor })).rejects.toMatchObject({ reason: 'permission_missing' })
    const other = await world.openCompany('别家公司')
    const { auditEntries } = await list({}, { as: other.administrator.actor })
    expect(auditEntries.map(({ action }) => action)).toEqual([
      'identity.session.signedIn',
      'identity.tenant.registered',
    ])
  })

  it('reads one page of rows, whichever page and filter', async () => {
    const filters = [
      {},
      { action: 'identity.department' },
      { objectType: 'department' },
      { actorId: world.company.administrator.id },
    ]
    for (const filter of filters) {
      const { nextPageToken } = await list({ ...filter, pageSize: 2 })
      await list({ ...filter, pageSize: 2, pageToken: nextPageToken })
      const cost = await world.countStatements(() =>
        world.call(
          AuditService.method.listAuditEntries,
          { ...filter, pageSize: 2, pageToken: nextPageToken },
          asAdministrator(),
        ),
      )
      expect(cost.statements).toBe(1)
      expect(cost.rowsExamined).toBeLessThanOrEqual(10)
    }
  })
})
