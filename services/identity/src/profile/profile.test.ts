import { SessionService } from '@rapport/proto/identity'
import { aPassword, gateway, openWorld, type World } from '../testing/openWorld'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

describe('the own profile', () => {
  it('is changed field by field and published', async () => {
    const { id, actor: as } = await world.hire(['sales'])
    const user = await world.call(
      SessionService.method.updateProfile,
      { profile: { locale: 'en', mobile: '13800138000' }, updateMask: { paths: ['locale', 'mobile'] } },
      { as },
    )
    expect(user).toMatchObject({ id, name: '王芳', locale: 'en', mobile: '13800138000' })
    expect(await world.outbox()).toContainEqual({
      type: 'identity.user.updated.v1',
      data: { userId: id, name: '王芳' },
    })
  })

  it('is refused with the field that is wrong', async () => {
    const { actor: as } = await world.hire(['sales'])
    await expect(
      world.call(SessionService.method.updateProfile, { profile: { name: '王芳', mobile: '#!' } }, { as }),
    ).rejects.toMatchObject({ violations: [{ field: 'mobile', reason: 'mobile_invalid' }] })
  })
})

describe('changing the password', () => {
  it('ends the other sessions and keeps this one', async () => {
    const { login, password, actor: as, sessionToken } = await world.hire(['sales'])
    const other = (await world.signIn(login, password)).sessionToken
    const newPassword = aPassword()
    await world.call(SessionService.method.changePassword, { currentPassword: password, newPassword }, { as })
    expect((await world.actorBehind(sessionToken)).id).toBe(as.id)
    await expect(
      world.call(SessionService.method.authenticateSession, { sessionToken: other }, { as: gateway }),
    ).rejects.toMatchObject({ reason: 'session_invalid' })
    await expect(world.signIn(login, password)).rejects.toMatchObject({ reason: 'sign_in_failed' })
    expect((await world.signIn(login, newPassword)).session?.user?.login).toBe(login)
  })

  it('needs the old one, and a new one that is good enough and new', async () => {
    const { password, actor: as, login } = await world.hire(['sales'])
    const change = (currentPassword: string, newPassword: string) =>
      world.call(SessionService.method.changePassword, { currentPassword, newPassword }, { as })
    const refusal = (field: string, reason: string) => ({ violations: [{ field, reason }] })
    await expect(change('not my password', aPassword())).rejects.toMatchObject(
      refusal('currentPassword', 'password_wrong'),
    )
    await expect(change(password, 'qwertyuiop')).rejects.toMatchObject(refusal('newPassword', 'password_too_common'))
    await expect(change(password, `${login}!`)).rejects.toMatchObject(refusal('newPassword', 'password_like_name'))
    await expect(change(password, password)).rejects.toMatchObject(refusal('newPassword', 'password_unchanged'))
  })

  it('gives the thief of a session few guesses', async () => {
    const { actor: as } = await world.hire(['sales'])
    const reasons: string[] = []
    for (let time = 0; time < 12; time++)
      await world
        .call(
          SessionService.method.changePassword,
          { currentPassword: `guess ${time}`, newPassword: aPassword() },
          { as },
        )
        .catch((error: { reason: string }) => reasons.push(error.reason))
    expect(reasons).toContain('too_many_attempts')
  })

  it('leaves no fast hash of the password behind when it carries an idempotency key', async () => {
    const { password, actor: as } = await world.hire(['sales'])
    await world.call(
      SessionService.method.changePassword,
      { currentPassword: password, newPassword: aPassword() },
      { as, idempotencyKey: 'change-it' },
    )
    const rows = await world.database.select(
      "SELECT idempotency_key FROM idempotency_keys WHERE idempotency_key = 'change-it'",
      {},
      { crossTenant: true },
    )
    expect(rows).toEqual([])
  })
})
