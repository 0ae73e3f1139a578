import { User_State, UserService } from '@rapport/proto/identity'
import { aLogin, openWorld, type World } from '../testing/openWorld'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const asAdministrator = () => ({ as: world.company.administrator.actor })

const list = (request: object, traits: object = asAdministrator()) =>
  world.call(UserService.method.listUsers, request, traits)

const invite = (name: string, traits: object = {}) =>
  world.call(
    UserService.method.createUser,
    { user: { login: aLogin(), name, roleIds: [world.role('sales')], ...traits } },
    asAdministrator(),
  )

describe('listing users', () => {
  it('goes through all pages by name without losing or repeating anybody', async () => {
    for (const name of ['Ben', 'Ann', 'Ann', 'Cid', 'Dora', 'Ann']) await invite(name)
    const names: string[] = []
    let pageToken = ''
    do {
      const page = await list({ pageSize: 2, pageToken, states: [User_State.INVITED] })
      names.push(...page.users.map(({ name }) => name))
      pageToken = page.nextPageToken
    } while (pageToken)
    expect(names).toEqual(['Ann', 'Ann', 'Ann', 'Ben', 'Cid', 'Dora'])
  })

  it('refuses the page token of another query', async () => {
    const { nextPageToken } = await list({ pageSize: 1 })
    await expect(list({ pageSize: 1, pageToken: nextPageToken, q: 'x' })).rejects.toMatchObject({
      violations: [{ field: 'pageToken', reason: 'page_token_invalid' }],
    })
  })

  it('finds part of a name or login, wildcards taken literally', async () => {
    await invite('钱学森')
    await invite('100% Wang', { login: 'percent.wang' })
    expect((await list({ q: '学森' })).users.map(({ name }) => name)).toEqual(['钱学森'])
    expect((await list({ q: 'PERCENT.W' })).users.map(({ name }) => name)).toEqual(['100% Wang'])
    expect((await list({ q: '%' })).users.map(({ name }) => name)).toEqual(['100% Wang'])
    expect((await list({ q: '_' })).users).toEqual([])
  })

  it('shows e-mail and mobile only to the user and to who manages users, and finds by e-mail likewise', async () => {
    await invite('周杰', { email: 'zhou@hidden.example', mobile: '13900001111' })
    const colleague = await world.hire(['sales'])
    const seen = (await list({ q: '周杰' }, { as: colleague.actor })).users
    expect(seen).toMatchObject([{ name: '周杰', email: '', mobile: '' }])
    expect((await list({ q: 'hidden.example' }, { as: colleague.actor })).users).toEqual([])
    expect((await list({ q: 'hidden.example' })).users).toMatchObject([{ email: 'zhou@hidden.example' }])
    const self = await world.call(UserService.method.getUser, { id: colleague.id }, { as: colleague.actor })
    expect(self.email).toBe(`${colleague.login}@example.cn`)
  })

  it('costs the same on every page', async () => {
    const costOf = async (request: object) => world.countStatements(() => list(request))
    const first = await list({ pageSize: 5 })
    await costOf({ pageSize: 5 })
    const atStart = await costOf({ pageSize: 5 })
    const later = await costOf({ pageSize: 5, pageToken: first.nextPageToken })
    expect(atStart.statements).toBe(2)
    expect(later.statements).toBe(2)
    expect(later.rowsExamined).toBeLessThanOrEqual(atStart.rowsExamined + 5)
  })

  it('shows nobody of another company', async () => {
    const other = await world.openCompany('别家公司')
    const { users } = await list({}, { as: other.administrator.actor })
    expect(users.map(({ id }) => id)).toEqual([other.administrator.id])
    await expect(
      world.call(UserService.method.getUser, { id: world.company.administrator.id }, { as: other.administrator.actor }),
    ).rejects.toMatchObject({ reason: 'user_not_found' })
  })
})
