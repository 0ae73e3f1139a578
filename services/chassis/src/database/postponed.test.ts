import { DataTypes, Model } from 'sequelize'
import { aCall } from './aCall'
import { aDatabase, type TestDatabase } from './aDatabase'
import { duplicateKeyOf } from './duplicateKey'
import { aFaultyProxy, type FaultyProxy } from './faultyProxy'
import type { Transaction } from './database'

class Thing extends Model {
  declare name: string
}

let proxy: FaultyProxy
let test: TestDatabase
beforeAll(async () => {
  proxy = await aFaultyProxy(process.env['TEST_DATABASE_HOST'] ?? '')
  test = await aDatabase({
    migrations: [
      {
        name: '0001-things',
        up: `CREATE TABLE things (tenant_id INT NOT NULL, name VARCHAR(50) NOT NULL, remark MEDIUMTEXT NOT NULL,
          PRIMARY KEY (tenant_id, name))`,
      },
    ],
    models: (sequelize) => {
      const tenantId = { type: DataTypes.INTEGER, field: 'tenant_id', primaryKey: true }
      const name = { type: DataTypes.STRING, primaryKey: true }
      Thing.init({ tenantId, name, remark: DataTypes.TEXT }, { sequelize, tableName: 'things', timestamps: false })
    },
    through: [proxy.address],
  })
})
afterAll(async () => {
  await test.end()
  await proxy.stop()
})
beforeEach(() => test.admin('DELETE FROM things'))
afterEach(() => (proxy.onRequest = undefined))

const add = (transaction: Transaction, name: string, remark = '', explain?: (error: Error) => Error) =>
  test.database.insertRows('things', [{ name, remark }], { transaction, explain })
const rename = (transaction: Transaction, from: string, to: string) =>
  test.database.executeLater(
    'UPDATE things SET name = :to WHERE tenant_id = :tenantId AND name = :from',
    { from, to },
    { transaction },
  )
const namesIn = async (transaction: Transaction) =>
  (
    await test.database.select<{ name: string }>(
      'SELECT name FROM things WHERE tenant_id = :tenantId ORDER BY name -- all of them',
      {},
      { transaction },
    )
  ).map(({ name }) => name)
const stored = async () =>
  (await test.admin<{ name: string }>('SELECT name FROM things ORDER BY name')).map(({ name }) => name)

/** The messages in which a repeatable transaction names the things or commits. */
const messagesOf = async (work: (transaction: Transaction) => Promise<unknown>): Promise<string[]> => {
  await aCall(() => test.database.transaction(namesIn)) // a connection stands
  const messages: string[] = []
  proxy.onRequest = (bytes) => {
    const words = bytes.toString('latin1').match(/INSERT|SELECT|UPDATE|COMMIT/g)
    if (words) messages.push(words.join(' '))
    return 'pass'
  }
  await aCall(() => test.database.transaction(work, { repeatable: true }))
  return messages
}

it('sends writes with the next statement, and what is left with COMMIT', async () => {
  const messages = await messagesOf(async (transaction) => {
    await add(transaction, 'a')
    await rename(transaction, 'a', 'b')
    expect(await namesIn(transaction)).toEqual(['b'])
    await add(transaction, 'c')
    await rename(transaction, 'c', 'd')
  })
  expect(messages).toEqual(['INSERT UPDATE SELECT', 'INSERT UPDATE COMMIT'])
  expect(await stored()).toEqual(['b', 'd'])
})

it('sends them before a statement of a model, whose values go apart', async () => {
  await aCall(() =>
    test.database.transaction(async (transaction) => {
      await add(transaction, 'a')
      await Thing.update({ name: 'b' }, { where: { name: 'a' }, transaction })
      expect(await namesIn(transaction)).toEqual(['b'])
    }),
  )
  expect(await stored()).toEqual(['b'])
})

it('sends what is too much for one message in several', async () => {
  const long = 'x'.repeat(600_000)
  let inserts = 0
  const messages = await messagesOf(async (transaction) => {
    for (const name of ['a', 'b', 'c']) await add(transaction, name, long)
  })
  for (const message of messages) inserts += message.split(' ').filter((word) => word === 'INSERT').length
  expect(inserts).toBe(3)
  expect(messages.at(-1)).toContain('COMMIT')
  expect(await stored()).toEqual(['a', 'b', 'c'])
})

it('commits in a message of its own what must not be done twice', async () => {
  const messages = await messagesOf(namesIn)
  messages.length = 0
  await aCall(() => test.database.transaction((transaction) => add(transaction, 'a')))
  expect(messages).toEqual(['INSERT', 'COMMIT'])
})

describe('an error', () => {
  const taken = (error: Error) => (duplicateKeyOf(error) === 'PRIMARY' ? new Error('the name is taken') : error)

  it('comes with the next statement, as what it means, and nothing is kept', async () => {
    const work = async (transaction: Transaction) => {
      await add(transaction, 'a')
      await add(transaction, 'a', '', taken)
      await add(transaction, 'b')
      await namesIn(transaction)
      throw new Error('the statement passed')
    }
    await expect(aCall(() => test.database.transaction(work))).rejects.toThrow('the name is taken')
    expect(await stored()).toEqual([])
  })

  it('comes with COMMIT at the latest, which is not reached', async () => {
    const work = async (transaction: Transaction) => {
      await add(transaction, 'a')
      await add(transaction, 'a')
    }
    const failing = aCall(() => test.database.transaction(work, { repeatable: true }))
    await expect(failing).rejects.toMatchObject({ errno: 1062 })
    expect(await stored()).toEqual([])
  })

  it('leaves nothing to the next transaction on the connection', async () => {
    const work = async (transaction: Transaction) => {
      await add(transaction, 'a')
      throw new Error('changed my mind')
    }
    await expect(aCall(() => test.database.transaction(work))).rejects.toThrow('changed my mind')
    await aCall(() => test.database.transaction((transaction) => add(transaction, 'b')))
    expect(await stored()).toEqual(['b'])
  })
})
