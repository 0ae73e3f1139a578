import { generateSync } from 'otplib'
import { SessionService, User_State, UserService } from '@rapport/proto/identity'
import { aLogin, aPassword, gateway, openWorld, tokenIn, type World } from '../testing/openWorld'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const asAdministrator = () => ({ as: world.company.administrator.actor })

const invite = () =>
  world.call(
    UserService.method.createUser,
    { user: { login: aLogin(), name: '王芳', roleIds: [world.role('sales')] } },
    asAdministrator(),
  )

const reinvite = (id: string) => world.call(UserService.method.reinviteUser, { id }, asAdministrator())

const accept = (url: string, newPassword = aPassword()) =>
  world.call(SessionService.method.acceptInvitation, { token: tokenIn(url), newPassword })

const unusable = { kind: 'invalid', violations: [{ field: 'token', reason: 'invitation_invalid' }] }

describe('accepting an invitation', () => {
  it('sets the password, once', async () => {
    const { user, url } = await invite()
    const password = aPassword()
    expect(await accept(url, password)).toMatchObject({ login: user?.login })
    expect((await world.signIn(user?.login ?? '', password)).session?.user?.state).toBe(User_State.ACTIVE)
    await expect(accept(url)).rejects.toMatchObject(unusable)
    expect(await world.outbox()).toContainEqual({
      type: 'identity.user.activated.v1',
      data: { userId: user?.id, name: '王芳' },
    })
  })

  it('works for one of two who use the link at the same time', async () => {
    const { url } = await invite()
    const results = await Promise.allSettled([accept(url), accept(url)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('refuses a weak password and leaves the link as it is', async () => {
    const { user, url } = await invite()
    await expect(accept(url, 'password123')).rejects.toMatchObject({
      violations: [{ field: 'newPassword', reason: 'password_too_common' }],
    })
    await expect(accept(url, `${user?.login}1`)).rejects.toMatchObject({
      violations: [{ field: 'newPassword', reason: 'password_like_name' }],
    })
    expect(await accept(url)).toMatchObject({ login: user?.login })
  })

  it('is impossible after seven days, with an earlier link, and with an invented one', async () => {
    const { user, url } = await invite()
    const later = await reinvite(user?.id ?? '')
    await expect(accept(url)).rejects.toMatchObject(unusable)
    world.pass(7 * 86_400)
    await expect(accept(later.url)).rejects.toMatchObject(unusable)
    await expect(accept('https://crm.example.cn/invitation?token=invented')).rejects.toMatchObject(unusable)
  })
})

describe('reinviting an active user', () => {
  it('changes nothing until the link is used, and then replaces the password, ends sessions and switches codes off', async () => {
    const colleague = await world.hire(['sales'])
    const { secret } = await world.call(SessionService.method.enrolTotp, {}, { as: colleague.actor })
    const code = generateSync({ secret, epoch: Math.floor(world.now().getTime() / 1000) })
    await world.call(SessionService.method.confirmTotp, { code }, { as: colleague.actor })

    const { url } = await reinvite(colleague.id)
    expect((await world.actorBehind(colleague.sessionToken)).id).toBe(colleague.id)
    const password = aPassword()
    await accept(url, password)
    await expect(
      world.call(SessionService.method.authenticateSession, { sessionToken: colleague.sessionToken }, { as: gateway }),
    ).rejects.toMatchObject({ reason: 'session_invalid' })
    await expect(world.signIn(colleague.login, colleague.password)).rejects.toMatchObject({ reason: 'sign_in_failed' })
    expect((await world.signIn(colleague.login, password)).session?.user?.totpEnabled).toBe(false)
  })

  it('is not for who may do less: the link would be a way to take over', async () => {
    const { actor } = await world.hire(['sales'])
    const manager = { ...actor, permissions: new Set([...actor.permissions, 'identity.user.manage']) }
    await expect(
      world.call(UserService.method.reinviteUser, { id: world.company.administrator.id }, { as: manager }),
    ).rejects.toMatchObject({ reason: 'user_outranks' })
  })
})
