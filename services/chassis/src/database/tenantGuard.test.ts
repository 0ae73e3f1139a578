import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize'
import { aCall } from './aCall'
import { aDatabase, type TestDatabase } from './aDatabase'
import { crossTenant } from './crossTenant'

jest.setTimeout(60_000)

class OwnerModel extends Model<InferAttributes<OwnerModel>, InferCreationAttributes<OwnerModel>> {
  declare id: number
  declare tenantId: CreationOptional<number>
  declare name: string
  declare active: boolean
  declare pets?: PetModel[]
}

class PetModel extends Model<InferAttributes<PetModel>, InferCreationAttributes<PetModel>> {
  declare id: number
  declare tenantId: CreationOptional<number>
  declare ownerId: number
  declare age: CreationOptional<number>
  declare bornAt: Date | null
  declare traits: string[] | null
  declare owner?: OwnerModel
}

const models = (sequelize: Sequelize) => {
  const options = { sequelize, underscored: true, timestamps: false }
  const id = { type: DataTypes.INTEGER, primaryKey: true }
  OwnerModel.init(
    { id, tenantId: DataTypes.INTEGER, name: DataTypes.STRING, active: DataTypes.BOOLEAN },
    { ...options, tableName: 'owners' },
  )
  PetModel.init(
    {
      id,
      tenantId: DataTypes.INTEGER,
      ownerId: DataTypes.INTEGER,
      age: DataTypes.INTEGER,
      bornAt: DataTypes.DATE(3),
      traits: DataTypes.JSON,
    },
    { ...options, tableName: 'pets' },
  )
  OwnerModel.hasMany(PetModel, { as: 'pets', foreignKey: 'ownerId' })
  PetModel.belongsTo(OwnerModel, { as: 'owner', foreignKey: 'ownerId' })
}

let test: TestDatabase
beforeAll(async () => {
  test = await aDatabase({
    models,
    migrations: [
      {
        name: '0001-owners',
        up: 'CREATE TABLE owners (id INT PRIMARY KEY, tenant_id INT NOT NULL, name VARCHAR(50), active BOOLEAN)',
      },
      {
        name: '0002-pets',
        up: 'CREATE TABLE pets (id INT PRIMARY KEY, tenant_id INT NOT NULL, owner_id INT, age INT, born_at DATETIME(3), traits JSON)',
      },
    ],
  })
})
afterAll(() => test.end())

const ours = <T>(work: () => Promise<T>) => aCall(work, { tenantId: 1 })
const theirs = <T>(work: () => Promise<T>) => aCall(work, { tenantId: 2 })
const stored = () => test.admin('SELECT id, tenant_id, name FROM owners ORDER BY id')

beforeEach(async () => {
  await test.admin('DELETE FROM owners')
  await test.admin('DELETE FROM pets')
  await test.admin("INSERT INTO owners VALUES (1, 1, 'ours', 1), (2, 2, 'theirs', 0)")
  // A pet of the other tenant that claims to belong to our owner.
  await test.admin(
    "INSERT INTO pets VALUES (11, 1, 1, 3, '2026-01-02 03:04:05.678', '[\"轻\"]'), (12, 2, 1, 9, NULL, NULL)",
  )
})

it('limits finding, counting and aggregates to the tenant', () =>
  ours(async () => {
    expect((await OwnerModel.findAll()).map(({ id }) => id)).toEqual([1])
    expect(await OwnerModel.findByPk(2)).toBeNull()
    expect(await OwnerModel.findOne({ where: { name: 'theirs' } })).toBeNull()
    expect(await OwnerModel.unscoped().findAll()).toHaveLength(1)
    expect(await OwnerModel.count()).toBe(1)
    expect(await PetModel.sum('age')).toBe(3)
    expect(await PetModel.max('age')).toBe(3)
    expect((await OwnerModel.findAndCountAll()).count).toBe(1)
  }))

it('limits what is joined, and keeps the join an outer one', () =>
  ours(async () => {
    const owner = await OwnerModel.findByPk(1, { include: ['pets'] })
    expect(owner?.pets?.map(({ id }) => id)).toEqual([11])
    const separate = await OwnerModel.findAll({ include: [{ association: 'pets', separate: true }] })
    expect(separate[0]?.pets?.map(({ id }) => id)).toEqual([11])
    await test.admin('UPDATE pets SET owner_id = 2 WHERE id = 11')
    const pet = await PetModel.findByPk(11, { include: ['owner'] })
    expect(pet?.id).toBe(11)
    expect(pet?.owner).toBeNull()
    expect(await OwnerModel.count({ include: ['pets'] })).toBe(1)
  }))

it('limits changing and deleting to the tenant', () =>
  ours(async () => {
    expect(await OwnerModel.update({ name: 'x' }, { where: { id: [1, 2] } })).toEqual([1])
    expect(await OwnerModel.destroy({ where: { id: [2] } })).toBe(0)
    await PetModel.increment('age', { by: 3, where: { id: [11, 12] } })
    await PetModel.decrement('age', { by: 2, where: { id: [11, 12] } })
    await OwnerModel.build({ id: 2, name: 'theirs', active: true }, { isNewRecord: false }).update({ name: 'stolen' })
    await OwnerModel.build({ id: 2, name: 'theirs', active: true }, { isNewRecord: false }).destroy()
    expect(await stored()).toEqual([
      { id: 1, tenant_id: 1, name: 'x' },
      { id: 2, tenant_id: 2, name: 'theirs' },
    ])
    expect(await test.admin('SELECT age FROM pets ORDER BY id')).toEqual([{ age: 4 }, { age: 9 }])
    await expect(OwnerModel.truncate()).rejects.toThrow('all tenants')
  }))

it('gives new rows the tenant of the call and refuses another', () =>
  theirs(async () => {
    await OwnerModel.create({ id: 3, name: 'c', active: true })
    await OwnerModel.bulkCreate([{ id: 4, name: 'd', active: true }])
    const outside = OwnerModel.findOrCreate({ where: { id: 5 }, defaults: { id: 5, name: 'e', active: false } })
    await expect(outside).rejects.toThrow('Database.transaction()')
    await test.database.transaction((transaction) =>
      OwnerModel.findOrCreate({ where: { id: 5 }, defaults: { id: 5, name: 'e', active: false }, transaction }),
    )
    await expect(OwnerModel.create({ id: 6, tenantId: 1, name: 'f', active: true })).rejects.toThrow('another tenant')
    await expect(OwnerModel.update({ tenantId: 1 }, { where: { id: 3 } })).rejects.toThrow('another tenant')
    const own = OwnerModel.build({ id: 3, name: 'c', active: true }, { isNewRecord: false })
    await expect(own.update({ tenantId: 1 })).rejects.toThrow('another tenant')
    await expect(OwnerModel.upsert({ id: 1, name: 'stolen', active: true })).rejects.toThrow('cannot be upserted')
    await expect(
      OwnerModel.bulkCreate([{ id: 1, name: 'stolen', active: true }], { updateOnDuplicate: ['name'] }),
    ).rejects.toThrow('cannot be upserted')
    expect((await stored()).slice(2)).toEqual(
      ['c', 'd', 'e'].map((name, index) => ({ id: index + 3, tenant_id: 2, name })),
    )
  }))

it('refuses raw statements on tables with tenants that do not say which', () =>
  ours(async () => {
    await expect(test.database.sequelize.query('SELECT * FROM owners')).rejects.toThrow('which tenant')
    await expect(test.database.sequelize.query('DELETE FROM pets WHERE id = 12')).rejects.toThrow('which tenant')
    await expect(test.database.sequelize.query('SELECT 1 AS one')).resolves.toBeDefined()
  }))

it('lets everything be seen across tenants only where that is said', async () => {
  await expect(OwnerModel.findAll()).rejects.toThrow('no call is running')
  expect(await crossTenant(() => OwnerModel.findAll())).toHaveLength(2)
  expect(await ours(() => OwnerModel.findAll())).toHaveLength(1)
})

it('reads booleans, times and JSON with their types', () =>
  ours(async () => {
    const pet = await PetModel.findByPk(11)
    expect(pet?.bornAt).toEqual(new Date('2026-01-02T03:04:05.678Z'))
    expect(pet?.traits).toEqual(['轻'])
    expect((await OwnerModel.findByPk(1))?.active).toBe(true)
  }))

it('takes part in our transactions, and has none of its own', () =>
  ours(async () => {
    const work = test.database.transaction(async (transaction) => {
      await OwnerModel.create({ id: 7, name: 'g', active: true }, { transaction })
      const [row] = await OwnerModel.findAll({ where: { id: 7 }, transaction, lock: true })
      expect(row?.name).toBe('g')
      throw new Error('undo')
    })
    await expect(work).rejects.toThrow('undo')
    expect(await OwnerModel.findByPk(7)).toBeNull()
    await expect(test.database.sequelize.transaction()).rejects.toThrow('Database.transaction()')
  }))
