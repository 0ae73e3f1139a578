import { setTimeout as sleep } from 'node:timers/promises'
import { aCall } from './aCall'
import { aDatabase, type TestDatabase } from './aDatabase'

jest.setTimeout(60_000)

let test: TestDatabase
beforeAll(async () => {
  test = await aDatabase({
    migrations: [
      {
        name: '0001-things',
        up: `CREATE TABLE things (id INT NOT NULL, tenant_id INT NOT NULL, name VARCHAR(50) NOT NULL, amount BIGINT NULL,
          share DECIMAL(10,2) NULL, made_at DATETIME(3) NULL, day DATE NULL, extra JSON NULL, active BOOLEAN NULL, PRIMARY KEY (tenant_id, id))`,
      },
    ],
  })
})
afterAll(() => test.end())
beforeEach(() => test.admin('DELETE FROM things'))

const insert = (rows: Record<string, unknown>[]) =>
  test.database.transaction((transaction) => test.database.insertRows('things', rows, { transaction }))
const names = async () =>
  (await test.database.select<{ name: string }>('SELECT name FROM things WHERE tenant_id = :tenantId ORDER BY id')).map(
    ({ name }) => name,
  )

describe('select and execute', () => {
  it('give values back as they were, as text and prepared', () =>
    aCall(async () => {
      const row = {
        id: 1,
        name: `O'Brien \\ "融客" 😀 :id ?`,
        amount: 9007199254740991,
        share: '12.30',
        made_at: new Date('2026-01-15T08:30:00.123Z'),
        day: '2026-01-15',
        extra: { a: [1, '二'] },
        active: true,
      }
      await insert([row])
      for (let use = 0; use < 6; use++) {
        const [found] = await test.database.select(
          'SELECT id, name, amount, share, made_at, day, extra, active FROM things WHERE tenant_id = :tenantId AND name = :name AND made_at = :made_at LIMIT :limit',
          { name: row.name, made_at: row.made_at, limit: 1 },
        )
        expect(found).toEqual({ ...row, active: 1 })
      }
    }))

  it('expand lists and leave quoted colons alone', () =>
    aCall(async () => {
      await insert([1, 2, 3].map((id) => ({ id, name: `n${id}` })))
      const rows = await test.database.select<{ id: number; text: string }>(
        "SELECT id, ':id' AS text FROM things WHERE tenant_id = :tenantId AND id IN (:ids) ORDER BY id -- :nothing",
        { ids: [1, 3] },
      )
      expect(rows).toEqual([
        { id: 1, text: ':id' },
        { id: 3, text: ':id' },
      ])
    }))

  it('refuse a statement that does not name the tenant, a missing parameter and an empty list', () =>
    aCall(async () => {
      const { select, execute } = test.database
      await expect(select('SELECT 1 FROM things')).rejects.toThrow('does not say :tenantId')
      await expect(execute('DELETE FROM things')).rejects.toThrow('does not say :tenantId')
      await expect(select('SELECT 1 FROM things WHERE tenant_id = :tenantId AND id = :id')).rejects.toThrow(
        'parameter id',
      )
      await expect(
        select('SELECT 1 FROM things WHERE tenant_id = :tenantId AND id IN (:ids)', { ids: [] }),
      ).rejects.toThrow('empty list')
    }))

  it('bind the tenant of the call, whatever the caller passes', async () => {
    await aCall(() => insert([{ id: 1, name: 'one' }]), { tenantId: 1 })
    await aCall(() => insert([{ id: 1, name: 'two' }]), { tenantId: 2 })
    const found = await aCall(
      () => test.database.select('SELECT name FROM things WHERE tenant_id = :tenantId', { tenantId: 1 }),
      { tenantId: 2 },
    )
    expect(found).toEqual([{ name: 'two' }])
    await expect(aCall(() => insert([{ id: 9, name: 'x', tenant_id: 2 }]), { tenantId: 1 })).rejects.toThrow(
      'another tenant',
    )
    expect(
      await test.database.select('SELECT name FROM things ORDER BY tenant_id', {}, { crossTenant: true }),
    ).toHaveLength(2)
  })

  it('count the rows that really changed', () =>
    aCall(async () => {
      await insert([{ id: 1, name: 'a' }])
      const rename = () =>
        test.database.execute('UPDATE things SET name = :name WHERE tenant_id = :tenantId AND id = 1', { name: 'b' })
      expect(await rename()).toMatchObject({ affectedRows: 1 })
      expect(await rename()).toMatchObject({ affectedRows: 0 })
    }))

  it('insert many rows and skip known ones when asked', () =>
    aCall(async () => {
      const rows = Array.from({ length: 3000 }, (_, id) => ({ id, name: `n${id}`, extra: { id } }))
      await insert(rows)
      const { database } = test
      await database.transaction((transaction) =>
        database.insertRows('things', [...rows.slice(0, 10), { id: 9000, name: 'new', extra: null }], {
          transaction,
          onDuplicate: 'ignore',
        }),
      )
      await expect(insert(rows.slice(0, 1))).rejects.toMatchObject({ errno: 1062 })
      expect(await names()).toHaveLength(3001)
    }))
})

describe('transaction', () => {
  it('leaves nothing when it fails', () =>
    aCall(async () => {
      const failing = test.database.transaction(async (transaction) => {
        await test.database.insertRows('things', [{ id: 1, name: 'a' }], { transaction })
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      expect(await names()).toEqual([])
    }))

  it('cannot be nested, and cannot be used when it is over', () =>
    aCall(async () => {
      const { database } = test
      await expect(database.transaction(() => database.transaction(async () => undefined))).rejects.toThrow(
        'inside another',
      )
      const late = await database.transaction((transaction) => Promise.resolve(transaction))
      await expect(database.insertRows('things', [{ id: 1, name: 'a' }], { transaction: late })).rejects.toThrow(
        'is over',
      )
    }))

  it('is repeated as a whole after a deadlock', () =>
    aCall(async () => {
      await insert([
        { id: 1, name: 'a' },
        { id: 2, name: 'b' },
      ])
      let tries = 0
      const both = (first: number, second: number) =>
        test.database.transaction(async (transaction) => {
          tries++
          for (const id of [first, second]) {
            await test.database.execute(
              'UPDATE things SET name = CONCAT(name, :id) WHERE tenant_id = :tenantId AND id = :id',
              { id },
              { transaction },
            )
            await sleep(50)
          }
        })
      await Promise.all([both(1, 2), both(2, 1)])
      expect(tries).toBeGreaterThan(2)
      expect(await names()).toEqual(['a11', 'b22'])
    }))

  it('reads what others have committed meanwhile', () =>
    aCall(async () => {
      const { database } = test
      await database.transaction(async (transaction) => {
        const count = () => database.select('SELECT id FROM things WHERE tenant_id = :tenantId', {}, { transaction })
        expect(await count()).toHaveLength(0)
        await database.execute("INSERT INTO things (id, tenant_id, name) VALUES (1, :tenantId, 'x')")
        expect(await count()).toHaveLength(1)
      })
    }))

  it('lets more transactions than connections each make a statement outside', () =>
    aCall(async () => {
      const { database } = test
      const work = () =>
        database.transaction(async () => {
          await sleep(20)
          return database.select('SELECT 1 AS one FROM DUAL WHERE :tenantId = 1')
        })
      expect(await Promise.all(Array.from({ length: 30 }, work))).toHaveLength(30)
    }))
})

describe('deadlines', () => {
  it('end a statement when the time of the call is up, and the pool stays usable', () =>
    aCall(
      async () => {
        await expect(test.database.select('SELECT SLEEP(5), :tenantId')).rejects.toMatchObject({ kind: 'deadline' })
        await expect(test.database.select('SELECT :tenantId')).rejects.toMatchObject({ kind: 'deadline' })
      },
      { deadline: Date.now() + 300 },
    ).then(() => expect(aCall(() => test.database.select('SELECT :tenantId AS t'))).resolves.toEqual([{ t: 1 }])))

  it('refuse work whose caller has no time left before it is committed', async () => {
    const work = aCall(
      () =>
        test.database.transaction(async (transaction) => {
          await test.database.insertRows('things', [{ id: 1, name: 'late' }], { transaction })
          await sleep(300)
        }),
      { deadline: Date.now() + 200 },
    )
    await expect(work).rejects.toMatchObject({ kind: 'deadline' })
    expect(await aCall(names)).toEqual([])
  })
})

it('counts statements of calls and the rows read for them', () =>
  aCall(async () => {
    await insert(Array.from({ length: 20 }, (_, id) => ({ id, name: 'n' })))
    const [statements, rows] = [test.database.statements(), await test.database.rowsRead()]
    await test.database.select('SELECT id FROM things WHERE tenant_id = :tenantId LIMIT 5')
    expect(test.database.statements() - statements).toBe(1)
    expect((await test.database.rowsRead()) - rows).toBeLessThanOrEqual(6)
    const again = await test.database.rowsRead()
    expect(await test.database.rowsRead()).toBe(again)
  }))
