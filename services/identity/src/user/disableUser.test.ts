import { SessionService, User_State, UserService } from '@rapport/proto/identity'
import { aLogin, aPassword, gateway, openWorld, tokenIn, type World } from '../testing/openWorld'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const asAdministrator = () => ({ as: world.company.administrator.actor })

describe('disabling a user', () => {
  it('ends their sessions and lets them in no more, until they are enabled again', async () => {
    const { id, login, password, sessionToken } = await world.hire(['sales'])
    const disabled = await world.call(UserService.method.disableUser, { id }, asAdministrator())
    expect(disabled.state).toBe(User_State.DISABLED)
    await expect(
      world.call(SessionService.method.authenticateSession, { sessionToken }, { as: gateway }),
    ).rejects.toMatchObject({ reason: 'session_invalid' })
    await expect(world.signIn(login, password)).rejects.toMatchObject({ reason: 'sign_in_failed' })

    expect((await world.call(UserService.method.enableUser, { id }, asAdministrator())).state).toBe(User_State.ACTIVE)
    expect((await world.signIn(login, password)).session?.user?.id).toBe(id)
    expect((await world.outbox()).filter(({ type }) => type === 'identity.user.disabled.v1')).toEqual([
      { type: 'identity.user.disabled.v1', data: { userId: id } },
    ])
  })

  it('makes their invitation useless, and enabling leaves who never had a password invited', async () => {
    const invitation = await world.call(
      UserService.method.createUser,
      { user: { login: aLogin(), name: '赵敏', roleIds: [world.role('sales')] } },
      asAdministrator(),
    )
    const id = invitation.user?.id ?? ''
    await world.call(UserService.method.disableUser, { id }, asAdministrator())
    await expect(
      world.call(SessionService.method.acceptInvitation, { token: tokenIn(invitation.url), newPassword: aPassword() }),
    ).rejects.toMatchObject({ violations: [{ field: 'token', reason: 'invitation_invalid' }] })
    expect((await world.call(UserService.method.enableUser, { id }, asAdministrator())).state).toBe(User_State.INVITED)
  })

  it('is refused for oneself, twice, and by who may do less', async () => {
    const { id, actor } = await world.hire(['sales'])
    const refusal = (userId: string, as = asAdministrator()) =>
      world.call(UserService.method.disableUser, { id: userId }, as)
    await expect(refusal(world.company.administrator.id)).rejects.toMatchObject({ reason: 'user_is_self' })
    const manager = { ...actor, permissions: new Set([...actor.permissions, 'identity.user.manage']) }
    await expect(refusal(world.company.administrator.id, { as: manager })).rejects.toMatchObject({
      reason: 'user_outranks',
    })
    const second = await world.hire(['administrator'])
    await refusal(second.id)
    await expect(world.call(UserService.method.enableUser, { id: second.id }, { as: manager })).rejects.toMatchObject({
      reason: 'user_outranks',
    })
    await refusal(id)
    await expect(refusal(id)).rejects.toMatchObject({ reason: 'user_disabled' })
  })

  it('never takes the last active administrator, also when two disable each other at once', async () => {
    const second = await world.hire(['administrator'])
    const { administrator } = world.company
    const results = await Promise.allSettled([
      world.call(UserService.method.disableUser, { id: second.id }, { as: administrator.actor }),
      world.call(UserService.method.disableUser, { id: administrator.id }, { as: second.actor }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { reason: 'last_administrator' },
    })
  })
})
