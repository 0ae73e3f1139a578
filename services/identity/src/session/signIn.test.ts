import { setTimeout as sleep } from 'node:timers/promises'
import { inTenant } from '@rapport/chassis/testing'
import { hash } from '@node-rs/argon2'
import { generateSync } from 'otplib'
import { SessionService, UserService } from '@rapport/proto/identity'
import { PAIR } from '../attempts/allowance'
import { lockedUser } from '../user/user.queries'
import { aLogin, aPassword, gateway, openWorld, type Colleague, type World } from '../testing/openWorld'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const attacker = { ip: '198.51.100.7' }

/** What wrong passwords are answered, all at once. */
const fail = (login: string, times: number, traits: { ip: string }): Promise<string[]> =>
  Promise.all(
    Array.from({ length: times }, () =>
      world.signIn(login, 'a wrong password', traits).then(
        () => 'let in',
        (error: { reason: string }) => error.reason,
      ),
    ),
  )

describe('signing in', () => {
  it('gives a session with what the person may do, by login in any case and by e-mail', async () => {
    const { id, login, password } = await world.hire(['sales'])
    const answer = await world.signIn(login.toUpperCase(), password)
    expect(answer.session).toMatchObject({ user: { id, login }, tenant: { name: world.company.tenant.name } })
    expect(answer.session?.permissions).toContain('customer.account.create')
    expect(answer.sessionToken).toMatch(/^[\w-]{43}$/)
    expect((await world.actorBehind(answer.sessionToken)).id).toBe(id)
    expect((await world.signIn(`${login}@example.cn`, password)).session?.user?.id).toBe(id)
  })

  it('by an e-mail address that two have is not possible', async () => {
    const [one, two] = [await world.hire(['sales']), await world.hire(['sales'])]
    await world.call(
      UserService.method.updateUser,
      { id: two.id, user: { email: `${one.login}@example.cn` }, updateMask: { paths: ['email'] } },
      { as: world.company.administrator.actor },
    )
    await expect(world.signIn(`${one.login}@example.cn`, one.password)).rejects.toMatchObject({
      reason: 'sign_in_failed',
    })
  })

  it('keeps only a hash of the token', async () => {
    const { sessionToken } = await world.hire(['sales'])
    const rows = await world.database.select('SELECT * FROM sessions', {}, { crossTenant: true })
    expect(JSON.stringify(rows)).not.toContain(sessionToken)
  })

  it('answers unknown, wrong, invited and disabled alike', async () => {
    const wrong = await world.hire(['sales'])
    const invited = aLogin()
    await world.call(
      UserService.method.createUser,
      { user: { login: invited, name: '王芳', roleIds: [world.role('sales')] } },
      { as: world.company.administrator.actor },
    )
    const answers = await Promise.all(
      [aLogin(), wrong.login, invited].map((login) =>
        world.signIn(login, 'a wrong password', { ip: '192.0.2.50' }).catch((error: unknown) => error),
      ),
    )
    for (const answer of answers) {
      expect(answer).toMatchObject({ kind: 'unauthenticated', reason: 'sign_in_failed', params: {}, violations: [] })
    }
  })

  it('is noted as failed for who is disabled and knows the password', async () => {
    const { id, login, password } = await world.hire(['sales'])
    await world.call(UserService.method.disableUser, { id }, { as: world.company.administrator.actor })
    await expect(world.signIn(login, password)).rejects.toMatchObject({ reason: 'sign_in_failed' })
    const failed = { action: 'identity.session.signInFailed', objectId: id }
    expect(await world.outbox()).toContainEqual(
      expect.objectContaining({ data: { entries: [expect.objectContaining(failed)] } }),
    )
  })

  it('is over for who is disabled while the password is looked at', async () => {
    const { id, login, password } = await world.hire(['sales'])
    const signingIn = await inTenant(world.company.tenant.id, () =>
      world.database.transaction(async (transaction) => {
        const user = await lockedUser(id, transaction)
        const outcome = Promise.allSettled([world.signIn(login, password)])
        // It finds the password right and waits for the user.
        await sleep(500)
        await user.update({ state: 'DISABLED' }, { transaction })
        return { outcome }
      }),
    )
    expect(await signingIn.outcome).toMatchObject([{ status: 'rejected', reason: { reason: 'sign_in_failed' } }])
  })

  it('replaces the session of the browser that signs in again', async () => {
    const { login, password, sessionToken, actor } = await world.hire(['sales'])
    await world.call(SessionService.method.signIn, { login, password }, { as: actor })
    await expect(
      world.call(SessionService.method.authenticateSession, { sessionToken }, { as: gateway }),
    ).rejects.toMatchObject({ reason: 'session_invalid' })
  })

  it('renews a hash that was made with other parameters', async () => {
    const { id, login, password } = await world.hire(['sales'])
    const old = await hash(password, { memoryCost: 8192, timeCost: 1 })
    const anywhere = { crossTenant: true }
    await world.database.execute('UPDATE users SET password_hash = :old WHERE id = :id', { id, old }, anywhere)
    await world.signIn(login, password)
    const [row] = await world.database.select<{ hash: string }>(
      'SELECT password_hash AS hash FROM users WHERE id = :id',
      { id },
      anywhere,
    )
    expect(row?.hash).toContain('m=19456,t=2,p=1')
    expect((await world.signIn(login, password)).session?.user?.id).toBe(id)
  })
})

describe('too many attempts', () => {
  it('make the attacker wait and tell how long, also when the login does not exist', async () => {
    const { login } = await world.hire(['sales'])
    for (const victim of [login, aLogin()]) {
      const reasons = await fail(victim, PAIR.free, { ip: '198.51.100.8' })
      expect(reasons).toEqual(Array.from({ length: PAIR.free }, () => 'sign_in_failed'))
      await expect(world.signIn(victim, 'a wrong password', { ip: '198.51.100.8' })).rejects.toMatchObject({
        kind: 'exhausted',
        reason: 'too_many_attempts',
        params: { retryAfter: 1 },
      })
    }
  })

  it('do not lock the owner out, neither where they usually work nor at a new place', async () => {
    const { id, login, password } = await world.hire(['sales'])
    await fail(login, PAIR.free + 2, attacker)
    expect((await world.signIn(login, password)).session?.user?.id).toBe(id)
    expect((await world.signIn(login, password, { ip: '192.0.2.77' })).session?.user?.id).toBe(id)
  })

  it('end with time', async () => {
    const { login, password } = await world.hire(['sales'])
    const traits = { ip: '198.51.100.9' }
    await fail(login, PAIR.free + 1, traits)
    await expect(world.signIn(login, password, traits)).rejects.toMatchObject({ reason: 'too_many_attempts' })
    world.pass(PAIR.longestWait)
    expect((await world.signIn(login, password, traits)).session?.user?.login).toBe(login)
  })

  it('at the same time are no way around', async () => {
    const { login } = await world.hire(['sales'])
    const answers = await fail(login, 24, { ip: '198.51.100.10' })
    expect(answers.filter((reason) => reason === 'sign_in_failed')).toHaveLength(PAIR.free)
  })
})

describe('one-time codes', () => {
  const codeOf = (secret: string, seconds = 0) =>
    generateSync({ secret, epoch: Math.floor(world.now().getTime() / 1000) + seconds })

  const enrol = async ({ actor }: Colleague) => {
    const { secret, uri } = await world.call(SessionService.method.enrolTotp, {}, { as: actor })
    await world.call(SessionService.method.confirmTotp, { code: codeOf(secret) }, { as: actor })
    return { secret, uri }
  }

  it('are asked for after the right password only', async () => {
    const colleague = await world.hire(['sales'])
    const { secret, uri } = await enrol(colleague)
    expect(uri).toContain(secret)
    await expect(world.signIn(colleague.login, 'a wrong password')).rejects.toMatchObject({ reason: 'sign_in_failed' })
    await expect(world.signIn(colleague.login, colleague.password)).rejects.toMatchObject({
      kind: 'unauthenticated',
      reason: 'totp_required',
    })
  })

  it('count once each', async () => {
    const colleague = await world.hire(['sales'])
    const { secret } = await enrol(colleague)
    const { login, password } = colleague
    await expect(world.signIn(login, password, { totpCode: codeOf(secret) })).rejects.toMatchObject({
      reason: 'totp_invalid',
    })
    world.pass(30)
    const totpCode = codeOf(secret)
    const results = await Promise.allSettled([
      world.signIn(login, password, { totpCode }),
      world.signIn(login, password, { totpCode }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('are sealed in the database', async () => {
    const colleague = await world.hire(['sales'])
    const { secret } = await enrol(colleague)
    const rows = await world.database.select('SELECT * FROM users', {}, { crossTenant: true })
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  it('cannot be guessed endlessly by who knows the password', async () => {
    const colleague = await world.hire(['sales'])
    await enrol(colleague)
    const reasons: string[] = []
    for (let time = 0; time < 14; time++) {
      const traits = { totpCode: String(100_000 + time) }
      await world
        .signIn(colleague.login, colleague.password, traits)
        .catch((error: { reason: string }) => reasons.push(error.reason))
      await world
        .signIn(colleague.login, colleague.password)
        .catch((error: { reason: string }) => reasons.push(error.reason))
    }
    expect(reasons).toContain('too_many_attempts')
  })

  it('are switched off on proof of the password', async () => {
    const colleague = await world.hire(['sales'])
    const { actor: as, login, password } = colleague
    await enrol(colleague)
    await expect(world.call(SessionService.method.enrolTotp, {}, { as })).rejects.toMatchObject({
      reason: 'totp_enabled',
    })
    await expect(
      world.call(SessionService.method.disableTotp, { password: aPassword() }, { as }),
    ).rejects.toMatchObject({ violations: [{ field: 'password', reason: 'password_wrong' }] })
    await world.call(SessionService.method.disableTotp, { password }, { as })
    expect((await world.signIn(login, password)).session?.user?.totpEnabled).toBe(false)
  })
})
