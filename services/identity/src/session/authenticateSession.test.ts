import { DepartmentService, SessionService, TenantService, UserService } from '@rapport/proto/identity'
import { gateway, openWorld, type World } from '../testing/openWorld'
import { IDLE, LONGEST } from './session'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const authenticate = (sessionToken: string) =>
  world.call(SessionService.method.authenticateSession, { sessionToken }, { as: gateway })

const aDepartment = (nameEn: string, parentId = '') =>
  world.call(
    DepartmentService.method.createDepartment,
    { department: { nameZh: '部', nameEn, parentId } },
    { as: world.company.administrator.actor },
  )

describe('the principal behind a session', () => {
  it('has department tree and all reports, direct and not', async () => {
    const north = await aDepartment('North')
    const shop = await aDepartment('Shop', north.id)
    await aDepartment('South')
    const leader = await world.hire(['salesManager'], { departmentId: north.id })
    const seller = await world.hire(['sales'], { managerId: leader.id, departmentId: shop.id })
    const junior = await world.hire(['sales'], { managerId: seller.id })
    await world.hire(['sales'])
    const actor = await world.actorBehind(leader.sessionToken)
    expect([...actor.departmentTree].sort()).toEqual([north.id, shop.id].sort())
    expect([...actor.reports].sort()).toEqual([seller.id, junior.id].sort())
    expect(actor).toMatchObject({
      departmentId: north.id,
      tenantId: world.company.tenant.id,
      kind: 'USER',
      name: '王芳',
    })
  })

  it('has what all roles together grant', async () => {
    const { actor } = await world.hire(['operator', 'salesManager'])
    expect(actor.scopes['customer.account']).toBe('ALL')
    expect(actor.fieldRules).toEqual({})
    expect((await world.hire(['operator'])).actor.fieldRules).toMatchObject({ 'account.phones': 'MASKED' })
  })

  it('costs two statements, and one more when its use is noted', async () => {
    const { sessionToken } = await world.hire(['salesManager', 'sales'])
    expect((await world.countStatements(() => authenticate(sessionToken))).statements).toBe(2)
    world.pass(61)
    expect((await world.countStatements(() => authenticate(sessionToken))).statements).toBe(3)
    expect((await world.countStatements(() => authenticate(sessionToken))).statements).toBe(2)
  })

  it('is there for nobody but the gateway', async () => {
    const { sessionToken, actor } = await world.hire(['administrator'])
    await expect(
      world.call(SessionService.method.authenticateSession, { sessionToken }, { as: actor }),
    ).rejects.toMatchObject({ kind: 'denied' })
  })
})

describe('a session', () => {
  it('lives on with use, ends when it is idle, and ends after thirty days in any case', async () => {
    const { sessionToken: used } = await world.hire(['sales'])
    const { sessionToken: idle } = await world.hire(['sales'])
    const steps = Math.ceil(LONGEST / (IDLE / 2))
    for (let step = 0; step < steps - 1; step++) {
      world.pass(IDLE / 2000)
      await authenticate(used)
    }
    await expect(authenticate(idle)).rejects.toMatchObject({ kind: 'unauthenticated', reason: 'session_invalid' })
    world.pass(IDLE / 2000)
    await expect(authenticate(used)).rejects.toMatchObject({ reason: 'session_invalid' })
  })

  it('is noted with the user as last seen', async () => {
    const { id, sessionToken } = await world.hire(['sales'])
    world.pass(3600)
    await authenticate(sessionToken)
    const as = (await world.hire(['administrator'])).actor
    const { lastSeenAt } = await world.call(UserService.method.getUser, { id }, { as })
    expect(Number(lastSeenAt?.seconds ?? 0n) * 1000).toBeGreaterThan(world.now().getTime() - 60_000)
  })

  it('ends with the company', async () => {
    const other = await world.openCompany('别家公司')
    const { id } = other.tenant
    await world.database.execute("UPDATE tenants SET state = 'SUSPENDED' WHERE id = :id", { id }, { crossTenant: true })
    await expect(authenticate(other.administrator.sessionToken)).rejects.toMatchObject({ reason: 'session_invalid' })
    await expect(world.signIn(other.administrator.login, other.administrator.password)).rejects.toMatchObject({
      reason: 'sign_in_failed',
    })
  })
})

describe('the own sessions', () => {
  it('are listed newest first, with the current one marked', async () => {
    const { login, password, actor } = await world.hire(['sales'])
    world.pass(5)
    const second = await world.actorBehind((await world.signIn(login, password, { ip: '192.0.2.9' })).sessionToken)
    const { sessions } = await world.call(SessionService.method.listSessions, {}, { as: second })
    expect(sessions.map(({ id, current, ip }) => [id, current, ip])).toEqual([
      [second.sessionId, true, '192.0.2.9'],
      [actor.sessionId, false, '203.0.113.1'],
    ])
    expect(sessions[0]).toMatchObject({ userAgent: 'Firefox' })
  })

  it('are ended one by one at once, never those of others', async () => {
    const colleague = await world.hire(['sales'])
    const other = await world.hire(['sales'])
    const revoke = (id: string) => world.call(SessionService.method.revokeSession, { id }, { as: colleague.actor })
    await expect(revoke(other.actor.sessionId)).rejects.toMatchObject({ reason: 'session_not_found' })
    await revoke(colleague.actor.sessionId)
    await expect(authenticate(colleague.sessionToken)).rejects.toMatchObject({ reason: 'session_invalid' })
    expect(await authenticate(other.sessionToken)).toMatchObject({ principal: { actorId: other.id } })
  })

  it('end by signing out', async () => {
    const { actor: as, sessionToken } = await world.hire(['sales'])
    await world.call(SessionService.method.signOut, {}, { as })
    await expect(authenticate(sessionToken)).rejects.toMatchObject({ reason: 'session_invalid' })
  })

  it('tell who is signed in', async () => {
    const { id, actor: as } = await world.hire(['management'])
    const session = await world.call(SessionService.method.getSession, {}, { as })
    const tenant = await world.call(TenantService.method.getTenant, {}, { as })
    expect(session).toMatchObject({ user: { id }, tenant: { id: tenant.id }, apiKey: false })
    expect(session.permissions).toEqual([...as.permissions].sort())
  })
})
