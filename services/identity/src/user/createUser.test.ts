import { User_State, UserService } from '@rapport/proto/identity'
import { aLogin, openWorld, tokenIn, type World } from '../testing/openWorld'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const asAdministrator = () => ({ as: world.company.administrator.actor })

const invite = (traits: object = {}, call: object = asAdministrator()) =>
  world.call(
    UserService.method.createUser,
    { user: { login: aLogin(), name: '王芳', roleIds: [world.role('sales')], ...traits } },
    call,
  )

describe('inviting a user', () => {
  it('answers the user and a link, and publishes the invitation', async () => {
    const invitation = await invite({ email: 'wang@example.cn' })
    expect(invitation.user).toMatchObject({
      name: '王芳',
      email: 'wang@example.cn',
      state: User_State.INVITED,
      locale: 'zh-CN',
      roleIds: [world.role('sales')],
    })
    expect(invitation.url).toMatch(/^https:\/\/crm\.example\.cn\/invitation\?token=[\w-]{43}$/)
    expect(await world.outbox()).toContainEqual({
      type: 'identity.user.invited.v1',
      data: { userId: invitation.user?.id, name: '王芳' },
    })
  })

  it('gives the same link for the same idempotency key, and keeps the link nowhere in clear', async () => {
    const request = { login: aLogin() }
    const traits = { ...asAdministrator(), idempotencyKey: 'invite-once' }
    const first = await invite(request, traits)
    expect(await invite(request, traits)).toEqual(first)
    const token = tokenIn(first.url)
    for (const table of ['idempotency_keys', 'invitations', 'outbox']) {
      const rows = await world.database.select(`SELECT * FROM ${table}`, {}, { crossTenant: true })
      const text = rows.map((row) =>
        Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value))),
      )
      expect(JSON.stringify(text)).not.toContain(token)
    }
  })

  it('refuses a login that exists, in whatever case', async () => {
    const login = aLogin()
    await invite({ login })
    await expect(invite({ login: login.toUpperCase() })).rejects.toMatchObject({
      reason: 'login_taken',
      violations: [{ field: 'login' }],
    })
  })

  it('names department, manager and role that do not exist, and a mobile number that is none', async () => {
    const nobody = '0198c3f0-0000-7000-8000-000000000000'
    const refusal = (field: string, reason: string) => ({ violations: [{ field, reason }] })
    await expect(invite({ departmentId: nobody })).rejects.toMatchObject(refusal('departmentId', 'department_unknown'))
    await expect(invite({ managerId: nobody })).rejects.toMatchObject(refusal('managerId', 'manager_unknown'))
    await expect(invite({ roleIds: [world.role('sales'), nobody] })).rejects.toMatchObject(
      refusal('roleIds[1]', 'role_unknown'),
    )
    await expect(invite({ mobile: 'by night' })).rejects.toMatchObject(refusal('mobile', 'mobile_invalid'))
  })

  it('cannot give a role that exceeds the inviter', async () => {
    const { actor } = await world.hire(['salesManager'])
    const manager = { ...actor, permissions: new Set([...actor.permissions, 'identity.user.manage']) }
    await expect(invite({ roleIds: [world.role('administrator')] }, { as: manager })).rejects.toMatchObject({
      reason: 'grant_exceeds_own',
      violations: [{ field: 'roleIds' }],
    })
    await expect(invite({ roleIds: [world.role('customerManager')] }, { as: manager })).rejects.toMatchObject({
      reason: 'grant_exceeds_own',
    })
    expect((await invite({}, { as: manager })).user?.roleIds).toEqual([world.role('sales')])
  })

  it('does not take roles or departments of another company', async () => {
    const other = await world.openCompany('别家公司')
    const roleIds = [other.roles[0]?.id ?? '']
    await expect(invite({ roleIds })).rejects.toMatchObject({ violations: [{ reason: 'role_unknown' }] })
  })
})
