import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { toJson } from '@bufbuild/protobuf'
import { principalOf, testKeys } from '@rapport/chassis/testing'
import { AccountService } from '@rapport/proto/customer'
import {
  ApiKeyService,
  PrincipalSchema,
  RoleService,
  SessionService,
  UserService,
  type ApiKeyInputSchema,
} from '@rapport/proto/identity'
import type { MessageInitShape } from '@bufbuild/protobuf'
import { exportSPKI, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose'
import { openCompany, type Caller, type Company } from './company'
import { startSystem, type System } from './system'

let system: System
let company: Company
let sales: Caller

beforeAll(async () => {
  system = await startSystem()
  company = await openCompany(system)
  sales = company.callers.find(({ name }) => name === 'sales') as Caller
}, 120_000)
afterAll(() => system.stop())

describe('a token on gRPC', () => {
  const issued = () => Math.floor(Date.now() / 1000)
  const claims = (caller = sales): JWTPayload => ({
    ...{ p: toJson(PrincipalSchema, principalOf(caller.actor)), iss: 'rapport-gateway', aud: 'rapport' },
    ...{ nbf: issued(), exp: issued() + 60 },
  })
  const sign = (change: JWTPayload = {}, header: object = {}) =>
    new SignJWT({ ...claims(), ...change }).setProtectedHeader({ alg: 'EdDSA', ...header }).sign(system.keys.privateKey)

  /** What each service says to a bearer of the token. */
  const answers = async (token: string): Promise<string[]> => {
    const asked = [
      system.clients.client(AccountService).listAccounts({}, { token }),
      system.clients.client(UserService).listUsers({}, { token }),
    ]
    return Promise.all(
      asked.map((answer) =>
        answer.then(
          () => 'ok',
          (error: { reason: string }) => error.reason,
        ),
      ),
    )
  }

  const forged: Record<string, () => Promise<string> | string> = {
    'without signature': () => new UnsecuredJWT(claims()).encode(),
    'signed with the public key as a secret': async () =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(await exportSPKI(system.keys.publicKey))),
    'of another key that names ours': async () =>
      new SignJWT(claims()).setProtectedHeader({ alg: 'EdDSA', kid: 'rapport' }).sign((await testKeys()).privateKey),
    'that brings its own key along': async () => {
      const { privateKey, publicKey } = await testKeys()
      const jwk = { ...(await crypto.subtle.exportKey('jwk', publicKey)) }
      const header = { alg: 'EdDSA', jwk: jwk as { kty: string }, jku: `${system.url}/keys`, x5c: ['MA=='] }
      return new SignJWT(claims()).setProtectedHeader(header).sign(privateKey)
    },
    'of the past': () => sign({ nbf: issued() - 120, exp: issued() - 60 }),
    'of the future': () => sign({ nbf: issued() + 60, exp: issued() + 120 }),
    'that never ends': () => sign({ exp: undefined }),
    'that never began': () => sign({ nbf: undefined }),
    'for another audience': () => sign({ aud: 'partners' }),
    'for no audience': () => sign({ aud: undefined }),
    'of another issuer': () => sign({ iss: 'rapport' }),
    'of nobody': () => sign({ p: undefined }),
    'of no company': () => sign({ p: { actorId: sales.id, kind: 'USER' } }),
    'with a critical header that nobody knows': async () =>
      [
        Buffer.from('{"alg":"EdDSA","crit":["x"],"x":1}').toString('base64url'),
        ...(await sign()).split('.').slice(1),
      ].join('.'),
    'of another company than was signed': async () => {
      const [header, , signature] = (await sign()).split('.')
      const away = JSON.stringify({ ...claims(company.stranger) })
      return [header, Buffer.from(away).toString('base64url'), signature].join('.')
    },
    'that calls itself the gateway': async () => {
      const [header, payload = '', signature] = (await sign()).split('.')
      const told = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), internal: true }
      return [header, Buffer.from(JSON.stringify(told)).toString('base64url'), signature].join('.')
    },
    'cut off': async () => (await sign()).slice(0, -4),
  }

  it('of ours is believed', async () => {
    expect(await answers(await sign())).toEqual(['ok', 'ok'])
  })

  it.each(Object.keys(forged))('%s is not', async (name) => {
    const told = await answers((await forged[name]?.()) ?? '')
    expect(told).toEqual(Array.from(told, () => (name === 'of the past' ? 'token_expired' : 'token_invalid')))
  })

  it('of ours opens no door to the gateway, nor a session to a service', async () => {
    const token = await sign()
    const response = await fetch(`${system.url}/v1/accounts`, { headers: { authorization: `Bearer ${token}` } })
    expect(response.status).toBe(401)
    expect(await answers(sales.headers['cookie']?.split('=')[1] ?? '')).toEqual(['token_invalid', 'token_invalid'])
  })

  it("of a person calls nothing that is the gateway's", async () => {
    const token = await sign()
    const asked = system.clients.client(SessionService).authenticateSession({ sessionToken: 'x' }, { token })
    await expect(asked).rejects.toMatchObject({ kind: 'denied' })
    await expect(
      system.clients.client(SessionService).authenticateSession({ sessionToken: 'x' }),
    ).rejects.toMatchObject({
      kind: 'denied',
    })
  })
})

describe('through the gateway', () => {
  const as = () => ({ as: company.administrator.actor })
  const gateway = { internal: true } as const
  const statusOf = async (headers: Readonly<Record<string, string>>, path = '/v1/accounts', method = 'GET') => {
    const response = await fetch(`${system.url}${path}`, { method, headers })
    await response.text()
    return response.status
  }

  /** Takes effect within 5 s. */
  const soon = async (status: number, ask: () => Promise<number>) => {
    const end = Date.now() + 5_000
    while (Date.now() < end && (await ask()) !== status) await sleep(50)
    expect(await ask()).toBe(status)
  }

  const roleId = async (key: string) => {
    const { roles } = await system.call(RoleService.method.listRoles, {}, as())
    return roles.find((role) => role.key === key || role.nameEn === key)?.id ?? ''
  }

  const hire = async (role: string) => {
    const login = `visitor.${randomUUID().slice(0, 8)}`
    const password = 'lantern-before-the-harbour'
    const user = { login, name: login, roleIds: [await roleId(role)] }
    const invitation = await system.call(UserService.method.createUser, { user }, as())
    const token = new URL(invitation.url).searchParams.get('token') ?? ''
    await system.call(SessionService.method.acceptInvitation, { token, newPassword: password })
    const signIn = async () => {
      const { sessionToken } = await system.call(
        SessionService.method.signIn,
        { login, password },
        { as: gateway, ip: '127.0.0.1' },
      )
      return { cookie: `rapport=${sessionToken}`, origin: system.url }
    }
    return { id: invitation.user?.id ?? '', signIn }
  }

  const keyWith = async (role: string, traits: MessageInitShape<typeof ApiKeyInputSchema> = {}) => {
    const apiKey = { name: 'harbour', roleId: await roleId(role), ...traits }
    const made = await system.call(ApiKeyService.method.createApiKey, { apiKey }, as())
    return { id: made.apiKey?.id ?? '', headers: { authorization: `Bearer ${made.secret}` } }
  }

  it('a session that was signed out is over at once, one that was revoked soon', async () => {
    const { signIn } = await hire('sales')
    const [first, second] = [await signIn(), await signIn()]
    expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200])
    expect(await statusOf(first, '/v1/session', 'DELETE')).toBe(204)
    expect(await statusOf(first)).toBe(401)
    const third = await signIn()
    const listed = await fetch(`${system.url}/v1/sessions`, { headers: third })
    const { sessions } = (await listed.json()) as { sessions: { id: string; current: boolean }[] }
    const other = sessions.find(({ current }) => !current)?.id ?? ''
    expect(await statusOf(third, `/v1/sessions/${other}`, 'DELETE')).toBe(204)
    await soon(401, () => statusOf(second))
    expect(await statusOf(third)).toBe(200)
  })

  it('a session of somebody else cannot be revoked', async () => {
    const [{ signIn }, other] = [await hire('sales'), await hire('administrator')]
    const [mine, theirs] = [await signIn(), await other.signIn()]
    const listed = await fetch(`${system.url}/v1/sessions`, { headers: theirs })
    const { sessions } = (await listed.json()) as { sessions: { id: string }[] }
    expect(await statusOf(mine, `/v1/sessions/${sessions[0]?.id}`, 'DELETE')).toBe(404)
    expect(await statusOf(theirs)).toBe(200)
  })

  it('another role, another right of the role, and the end of a user take effect within 5 s', async () => {
    const { id, signIn } = await hire('sales')
    const visitor = await signIn()
    expect([await statusOf(visitor), await statusOf(visitor, '/v1/roles')]).toEqual([200, 403])
    const { id: made } = await system.call(
      RoleService.method.createRole,
      { role: { nameZh: '访客', nameEn: 'Visitor', permissions: ['identity.role.read'] } },
      as(),
    )
    await system.call(
      UserService.method.updateUser,
      { id, user: { roleIds: [made] }, updateMask: { paths: ['role_ids'] } },
      as(),
    )
    await soon(403, () => statusOf(visitor))
    await soon(200, () => statusOf(visitor, '/v1/roles'))
    const role = { permissions: ['customer.account.read'] }
    await system.call(RoleService.method.updateRole, { id: made, role, updateMask: { paths: ['permissions'] } }, as())
    await soon(403, () => statusOf(visitor, '/v1/roles'))
    await soon(200, () => statusOf(visitor))
    await system.call(UserService.method.disableUser, { id }, as())
    await soon(401, () => statusOf(visitor))
  }, 60_000)

  it('a key is refused when it is revoked, expired, unknown or used from elsewhere, and does no more than its role', async () => {
    const key = await keyWith('management')
    expect([await statusOf(key.headers), await statusOf(key.headers, '/v1/imports')]).toEqual([200, 403])
    expect(await statusOf({ authorization: `${key.headers.authorization}x` })).toBe(401)
    await system.call(ApiKeyService.method.revokeApiKey, { id: key.id }, as())
    await soon(401, () => statusOf(key.headers))

    const here = await keyWith('management', { ipAllowList: ['127.0.0.0/8', '::1'] })
    const elsewhere = await keyWith('management', { ipAllowList: ['203.0.113.0/24'] })
    expect([await statusOf(here.headers), await statusOf(elsewhere.headers)]).toEqual([200, 403])
    expect(await statusOf({ ...elsewhere.headers, 'x-forwarded-for': '203.0.113.7' })).toBe(403)

    const seconds = BigInt(Math.floor(Date.now() / 1000) + 3)
    const brief = await keyWith('management', { expiresAt: { seconds } })
    expect(await statusOf(brief.headers)).toBe(200)
    await sleep(Math.max(0, Number(seconds) * 1000 - Date.now()))
    await soon(401, () => statusOf(brief.headers))
  }, 60_000)

  it('a key is no person', async () => {
    const { headers } = await keyWith('management')
    expect(await statusOf(headers, '/v1/sessions')).toBe(403)
    expect(await statusOf(headers, '/v1/session', 'DELETE')).toBe(403)
  })
})
