import { DepartmentService, UserService, type Department } from '@rapport/proto/identity'
import { openWorld, type World } from '../testing/openWorld'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const asAdministrator = () => ({ as: world.company.administrator.actor })

const aDepartment = (nameEn: string, parentId = ''): Promise<Department> =>
  world.call(
    DepartmentService.method.createDepartment,
    { department: { nameZh: '部门', nameEn, parentId } },
    asAdministrator(),
  )

const move = (id: string, parentId: string) =>
  world.call(
    DepartmentService.method.updateDepartment,
    { id, department: { parentId }, updateMask: { paths: ['parent_id'] } },
    asAdministrator(),
  )

const pathOf = async (id: string) => {
  const [row] = await world.database.select<{ path: string }>(
    'SELECT path FROM departments WHERE id = :id',
    { id },
    { crossTenant: true },
  )
  return row?.path
}

describe('making a department', () => {
  it('puts it at the top or below another, and publishes it once', async () => {
    const north = await aDepartment('North')
    const shop = await aDepartment('Shop', north.id)
    expect(shop).toMatchObject({ parentId: north.id, version: 1 })
    expect(await pathOf(shop.id)).toBe(`/${north.id}/${shop.id}/`)
    const changes = (await world.outbox()).filter(({ type }) => type === 'identity.department.changed.v1')
    expect(changes.map(({ data }) => data)).toEqual([{ departmentId: north.id }, { departmentId: shop.id }])
  })

  it('refuses a parent that does not exist and blank names by field', async () => {
    await expect(aDepartment('Lost', world.company.administrator.id)).rejects.toMatchObject({
      violations: [{ field: 'parentId', reason: 'department_unknown' }],
    })
    await expect(aDepartment('   ')).rejects.toMatchObject({ violations: [{ field: 'nameEn', reason: 'required' }] })
  })

  it('has its effect once for one idempotency key', async () => {
    const department = { nameZh: '重复', nameEn: 'Repeated' }
    const traits = { ...asAdministrator(), idempotencyKey: 'make-it-once' }
    const first = await world.call(DepartmentService.method.createDepartment, { department }, traits)
    const second = await world.call(DepartmentService.method.createDepartment, { department }, traits)
    expect(second).toEqual(first)
  })

  it('is not for everybody', async () => {
    const { actor: as } = await world.hire(['salesManager'])
    await expect(
      world.call(DepartmentService.method.createDepartment, { department: { nameZh: '部', nameEn: 'D' } }, { as }),
    ).rejects.toMatchObject({ reason: 'permission_missing' })
  })
})

describe('moving a department', () => {
  it('takes all below it along', async () => {
    const from = await aDepartment('From')
    const to = await aDepartment('To')
    const team = await aDepartment('Team', from.id)
    const desk = await aDepartment('Desk', team.id)
    expect(await move(team.id, to.id)).toMatchObject({ parentId: to.id, version: 2 })
    expect(await pathOf(desk.id)).toBe(`/${to.id}/${team.id}/${desk.id}/`)
    await move(team.id, '')
    expect(await pathOf(desk.id)).toBe(`/${team.id}/${desk.id}/`)
  })

  it('is refused below itself, and when two moves would make a circle only the first happens', async () => {
    const one = await aDepartment('One')
    const other = await aDepartment('Other')
    await expect(move(one.id, one.id)).rejects.toMatchObject({ reason: 'department_below_itself' })
    const results = await Promise.allSettled([move(one.id, other.id), move(other.id, one.id)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('keeps what the mask does not name, and refuses an old version', async () => {
    const parent = await aDepartment('Parent')
    const child = await aDepartment('Child', parent.id)
    const renamed = await world.call(
      DepartmentService.method.updateDepartment,
      { id: child.id, department: { nameEn: 'Renamed' }, updateMask: { paths: ['name_en'] }, expectedVersion: 1 },
      asAdministrator(),
    )
    expect(renamed).toMatchObject({ nameEn: 'Renamed', nameZh: '部门', parentId: parent.id, version: 2 })
    await expect(
      world.call(
        DepartmentService.method.updateDepartment,
        { id: child.id, department: { nameEn: 'Late' }, updateMask: { paths: ['name_en'] }, expectedVersion: 1 },
        asAdministrator(),
      ),
    ).rejects.toMatchObject({ kind: 'stale' })
  })
})

describe('removing a department', () => {
  it('happens only when nobody and nothing belongs to it', async () => {
    const parent = await aDepartment('Full')
    const child = await aDepartment('Empty', parent.id)
    const { id } = await world.hire(['sales'], { departmentId: child.id })
    const remove = (departmentId: string) =>
      world.call(DepartmentService.method.deleteDepartment, { id: departmentId }, asAdministrator())
    await expect(remove(parent.id)).rejects.toMatchObject({
      reason: 'department_not_empty',
      params: { users: '0', departments: '1' },
    })
    await expect(remove(child.id)).rejects.toMatchObject({ reason: 'department_not_empty' })
    await world.call(
      UserService.method.updateUser,
      { id, user: { departmentId: '' }, updateMask: { paths: ['department_id'] } },
      asAdministrator(),
    )
    await remove(child.id)
    await remove(parent.id)
    await expect(
      world.call(DepartmentService.method.getDepartment, { id: parent.id }, asAdministrator()),
    ).rejects.toMatchObject({ reason: 'department_not_found' })
  })
})
