import { UserService } from '@rapport/proto/identity'
import { openWorld, type World } from '../testing/openWorld'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const asAdministrator = () => ({ as: world.company.administrator.actor })

const change = (id: string, user: Record<string, unknown>, traits: object = asAdministrator()) =>
  world.call(
    UserService.method.updateUser,
    {
      id,
      user,
      updateMask: {
        paths: Object.keys(user).map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
      },
    },
    traits,
  )

describe('changing a user', () => {
  it('changes what is named and publishes it', async () => {
    const { id, login } = await world.hire(['sales'])
    const user = await change(id, { name: '王小芳', mobile: '+86 138 0013 8000' })
    expect(user).toMatchObject({ login, name: '王小芳', mobile: '+86 138 0013 8000', version: 3 })
    expect(await world.outbox()).toContainEqual({
      type: 'identity.user.updated.v1',
      data: { userId: id, name: '王小芳' },
    })
  })

  it('changes roles with effect on the next request', async () => {
    const { id, sessionToken, actor } = await world.hire(['sales'])
    expect(actor.scopes['customer.account']).toBe('OWN')
    await change(id, { roleIds: [world.role('sales'), world.role('customerManager')] })
    const after = await world.actorBehind(sessionToken)
    expect(after.scopes['customer.account']).toBe('ALL')
    expect(after.permissions.has('customer.account.assign')).toBe(true)
  })

  it('lets nobody report to themselves, directly or through others, not even at the same time', async () => {
    const [top, middle, bottom] = [
      await world.hire(['sales']),
      await world.hire(['sales']),
      await world.hire(['sales']),
    ]
    await expect(change(top.id, { managerId: top.id })).rejects.toMatchObject({ reason: 'manager_cycle' })
    await change(middle.id, { managerId: top.id })
    const results = await Promise.allSettled([
      change(bottom.id, { managerId: middle.id }),
      change(top.id, { managerId: bottom.id }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('always keeps an active administrator, also when two give up at the same time', async () => {
    const { administrator } = world.company
    await expect(change(administrator.id, { roleIds: [world.role('sales')] })).rejects.toMatchObject({
      reason: 'last_administrator',
    })
    const second = await world.hire(['administrator'])
    const results = await Promise.allSettled(
      [administrator, second].map(({ id }) => change(id, { roleIds: [world.role('sales')] })),
    )
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const kept = results[0]?.status === 'rejected' ? administrator : second
    const given = kept === administrator ? second : administrator
    await change(given.id, { roleIds: [world.role('administrator')] }, { as: kept.actor })
  })

  it('is not for somebody who may do less than the user', async () => {
    const { actor } = await world.hire(['salesManager'])
    const manager = { ...actor, permissions: new Set([...actor.permissions, 'identity.user.manage']) }
    await expect(change(world.company.administrator.id, { name: 'Taken over' }, { as: manager })).rejects.toMatchObject(
      { reason: 'user_outranks' },
    )
    const { id } = await world.hire(['sales'])
    await expect(change(id, { roleIds: [world.role('customerManager')] }, { as: manager })).rejects.toMatchObject({
      reason: 'grant_exceeds_own',
    })
  })

  it('refuses an old version and a user of another company', async () => {
    const { id } = await world.hire(['sales'])
    await expect(
      world.call(
        UserService.method.updateUser,
        { id, user: { name: 'Late' }, updateMask: { paths: ['name'] }, expectedVersion: 1 },
        asAdministrator(),
      ),
    ).rejects.toMatchObject({ kind: 'stale' })
    const other = await world.openCompany('别家公司')
    await expect(change(id, { name: 'Stolen' }, { as: other.administrator.actor })).rejects.toMatchObject({
      reason: 'user_not_found',
    })
  })
})
