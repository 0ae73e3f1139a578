import { randomUUID } from 'node:crypto'
import { ApiKey_State, ApiKeyService, RoleService, SessionService } from '@rapport/proto/identity'
import { actorOf, toTimestamp } from '@rapport/chassis'
import { gateway, openWorld, type World } from '../testing/openWorld'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const asAdministrator = () => ({ as: world.company.administrator.actor })

const aKey = (traits: object = {}, call: object = asAdministrator()) =>
  world.call(
    ApiKeyService.method.createApiKey,
    { apiKey: { name: 'ERP', roleId: world.role('partner'), ...traits } },
    call,
  )

const authenticate = (apiKey: string, ip = '203.0.113.9') =>
  world.call(SessionService.method.authenticateApiKey, { apiKey, ip }, { as: gateway })

describe('an API key', () => {
  it('is shown once, kept as a hash, and stands for its role', async () => {
    const { apiKey, secret } = await aKey({ rateLimit: 600 })
    expect(secret.startsWith(`${apiKey?.prefix}_`)).toBe(true)
    const { principal, rateLimit } = await authenticate(secret)
    expect(principal && actorOf(principal)).toMatchObject({
      id: apiKey?.id,
      kind: 'API_KEY',
      name: 'ERP',
      tenantId: world.company.tenant.id,
      scopes: { 'customer.account': 'ALL' },
    })
    expect(principal?.permissions).toContain('customer.import.create')
    expect(rateLimit).toBe(600)
    for (const table of ['api_keys', 'outbox', 'idempotency_keys'])
      expect(
        JSON.stringify(await world.database.select(`SELECT * FROM ${table}`, {}, { crossTenant: true })),
      ).not.toContain(secret)
    const { apiKeys } = await world.call(ApiKeyService.method.listApiKeys, {}, asAdministrator())
    expect(apiKeys.find(({ id }) => id === apiKey?.id)).toMatchObject({ state: ApiKey_State.ACTIVE, name: 'ERP' })
  })

  it('is the same key for the same idempotency key', async () => {
    const traits = { ...asAdministrator(), idempotencyKey: 'one-key' }
    const first = await aKey({}, traits)
    expect(await aKey({}, traits)).toEqual(first)
    expect((await authenticate(first.secret)).principal?.actorId).toBe(first.apiKey?.id)
  })

  it('works only from the addresses of its list', async () => {
    const { secret } = await aKey({ ipAllowList: ['203.0.113.0/24', '2001:db8::/32'] })
    expect((await authenticate(secret, '203.0.113.200')).principal?.name).toBe('ERP')
    expect((await authenticate(secret, '2001:db8::1')).principal?.name).toBe('ERP')
    await expect(authenticate(secret, '198.51.100.1')).rejects.toMatchObject({ reason: 'api_key_address_refused' })
    await expect(authenticate(secret, '')).rejects.toMatchObject({ reason: 'api_key_address_refused' })
  })

  it('ends when it is revoked, at once, and when it expires', async () => {
    const { apiKey, secret } = await aKey()
    const revoked = await world.call(ApiKeyService.method.revokeApiKey, { id: apiKey?.id ?? '' }, asAdministrator())
    expect(revoked.state).toBe(ApiKey_State.REVOKED)
    await expect(authenticate(secret)).rejects.toMatchObject({ kind: 'unauthenticated', reason: 'api_key_revoked' })
    const short = await aKey({ expiresAt: toTimestamp(new Date(world.now().getTime() + 3_600_000)) })
    world.pass(3_601)
    await expect(authenticate(short.secret)).rejects.toMatchObject({ reason: 'api_key_expired' })
    await expect(authenticate('rk_00000000_invented')).rejects.toMatchObject({ reason: 'api_key_invalid' })
  })

  it('notes its use at most once a minute', async () => {
    const { secret } = await aKey()
    expect((await world.countStatements(() => authenticate(secret))).statements).toBe(2)
    expect((await world.countStatements(() => authenticate(secret))).statements).toBe(1)
    const { apiKeys } = await world.call(ApiKeyService.method.listApiKeys, { pageSize: 1 }, asAdministrator())
    expect(apiKeys[0]?.lastUsedAt).toBeDefined()
  })

  it('is refused with what is wrong: address, end, role', async () => {
    const refusal = (field: string, reason: string) => ({ violations: [{ field, reason }] })
    await expect(aKey({ ipAllowList: ['10.0.0.1', 'office'] })).rejects.toMatchObject(
      refusal('ipAllowList[1]', 'ip_range_invalid'),
    )
    await expect(aKey({ expiresAt: toTimestamp(new Date(0)) })).rejects.toMatchObject(
      refusal('expiresAt', 'expiry_past'),
    )
    await expect(aKey({ roleId: world.company.administrator.id })).rejects.toMatchObject(
      refusal('roleId', 'role_unknown'),
    )
  })

  it('cannot do more than its maker', async () => {
    const { actor } = await world.hire(['sales'])
    const maker = { ...actor, permissions: new Set([...actor.permissions, 'identity.apiKey.manage']) }
    await expect(aKey({}, { as: maker })).rejects.toMatchObject({
      reason: 'grant_exceeds_own',
      violations: [{ field: 'roleId' }],
    })
    expect((await aKey({ roleId: world.role('sales') }, { as: maker })).apiKey?.roleId).toBe(world.role('sales'))
  })

  it('keeps its role from being removed while it is live', async () => {
    const role = await world.call(
      RoleService.method.createRole,
      { role: { nameZh: '接口', nameEn: 'Interface', permissions: ['customer.account.read'] } },
      asAdministrator(),
    )
    const { apiKey } = await aKey({ roleId: role.id })
    const remove = () => world.call(RoleService.method.deleteRole, { id: role.id }, asAdministrator())
    await expect(remove()).rejects.toMatchObject({ reason: 'role_in_use', params: { users: '0', keys: '1' } })
    await world.call(ApiKeyService.method.revokeApiKey, { id: apiKey?.id ?? '' }, asAdministrator())
    await remove()
    const { apiKeys } = await world.call(ApiKeyService.method.listApiKeys, {}, asAdministrator())
    expect(apiKeys.find(({ id }) => id === apiKey?.id)?.state).toBe(ApiKey_State.REVOKED)
  })

  it('has no password, no sessions and no profile', async () => {
    const { secret } = await aKey()
    const { principal } = await authenticate(secret)
    const as = principal ? actorOf(principal) : world.company.administrator.actor
    expect(await world.call(SessionService.method.getSession, {}, { as })).toMatchObject({ apiKey: true })
    const { method } = SessionService
    const words = { currentPassword: 'a', newPassword: 'blue harbour lantern' }
    const attempts = {
      listSessions: world.call(method.listSessions, {}, { as }),
      revokeSession: world.call(method.revokeSession, { id: randomUUID() }, { as }),
      signOut: world.call(method.signOut, {}, { as }),
      updateProfile: world.call(method.updateProfile, { profile: { name: 'B' } }, { as }),
      changePassword: world.call(method.changePassword, words, { as }),
      enrolTotp: world.call(method.enrolTotp, {}, { as }),
      confirmTotp: world.call(method.confirmTotp, { code: '123456' }, { as }),
      disableTotp: world.call(method.disableTotp, { password: 'a' }, { as }),
    }
    const outcomes = await Promise.allSettled(Object.values(attempts))
    const refusal = expect.objectContaining({ reason: 'person_required' }) as unknown
    expect(outcomes).toEqual(outcomes.map(() => ({ status: 'rejected', reason: refusal })))
  })
})
