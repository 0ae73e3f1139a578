import { aCall } from './aCall'
import { aDatabase, silent, type TestDatabase } from './aDatabase'
import { aFaultyProxy, type FaultyProxy } from './faultyProxy'
import { openDatabase } from './openDatabase'

jest.setTimeout(60_000)

const migrations = [
  {
    name: '0001-things',
    up: 'CREATE TABLE things (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, tenant_id INT NOT NULL, name VARCHAR(50) NOT NULL)',
  },
]

// Two ways to one server; behind a demoted one it looks read-only: it says so when asked, and refuses to insert.
const replaceText = (bytes: Buffer, from: string, to: string): Buffer =>
  Buffer.from(bytes.toString('latin1').replace(from, to.padEnd(from.length)), 'latin1')

const demote = (proxy: FaultyProxy) => {
  proxy.onRequest = (bytes) => {
    const text = bytes.toString('latin1')
    if (text.includes('@@global.read_only')) return replaceText(bytes, '@@global.read_only', '1')
    const insert = /INSERT INTO things.*/.exec(text)?.[0]
    return insert ? replaceText(bytes, insert, "SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1290") : 'pass'
  }
}
const promote = (proxy: FaultyProxy) => (proxy.onRequest = undefined)

let first: FaultyProxy
let second: FaultyProxy
let test: TestDatabase
beforeAll(async () => {
  const server = process.env['TEST_DATABASE_HOST'] ?? ''
  first = await aFaultyProxy(server)
  second = await aFaultyProxy(server)
  demote(second)
  test = await aDatabase({ migrations, through: [second.address, first.address] })
})
afterAll(async () => {
  await test.end()
  await first.stop()
  await second.stop()
})

const add = (name: string) =>
  aCall(() =>
    test.database.transaction((transaction) =>
      test.database.execute(
        `INSERT INTO things (tenant_id, name) VALUES (:tenantId, '${name}') /* as long as the refusal */`,
        {},
        { transaction },
      ),
    ),
  )
const stored = async () =>
  (await test.admin<{ name: string }>('SELECT name FROM things ORDER BY name')).map(({ name }) => name)

it('finds the writable one of several servers, and leaves a demoted one at once', async () => {
  await add('a')
  demote(first)
  promote(second)
  await Promise.all([add('b'), add('c'), add('d')])
  expect(await stored()).toEqual(['a', 'b', 'c', 'd'])
})

/** Lets as many transactions run at the same time, so that there are as many connections. */
const holdAtOnce = async (count: number): Promise<void> => {
  let begun = 0
  let allBegan = (): void => undefined
  const all = new Promise<void>((resolve) => (allBegan = resolve))
  const hold = () =>
    test.database.transaction(async () => {
      if (++begun === count) allBegan()
      await all
    })
  await Promise.all(Array.from({ length: count }, () => aCall(hold)))
}

it('leaves all connections to a demoted server when one statement is refused', async () => {
  await holdAtOnce(4)
  demote(second)
  promote(first)
  let refused = 0
  const rule = second.onRequest
  second.onRequest = (bytes) => {
    if (bytes.includes('INSERT INTO things')) refused++
    return rule?.(bytes) ?? 'pass'
  }
  await add('i')
  expect(refused).toBe(1)
  demote(first)
  promote(second)
  await add('j')
})

it('leaves a demoted server also when it only reads', async () => {
  demote(second)
  promote(first)
  let questions = 0
  const deadline = Date.now() + 10_000
  const read = () => aCall(() => test.database.select("SELECT 'reading' AS r FROM DUAL WHERE :tenantId = 1"))
  const rule = second.onRequest
  second.onRequest = (bytes) => {
    if (bytes.includes('reading')) questions++
    return rule?.(bytes) ?? 'pass'
  }
  let before = -1
  while (before !== questions && Date.now() < deadline) {
    before = questions
    await read()
    if (before !== questions) await new Promise((done) => setTimeout(done, 300))
  }
  expect(Date.now()).toBeLessThan(deadline)
})

it('reads from replicas what may be a moment old, and from the writer when they are away', async () => {
  const replica = await aFaultyProxy(process.env['TEST_DATABASE_HOST'] ?? '')
  demote(replica)
  const database = openDatabase({ config: { ...test.config, DATABASE_REPLICAS: [replica.address] }, log: silent })
  let asked = 0
  const rule = replica.onRequest
  replica.onRequest = (bytes) => {
    if (bytes.includes('replicated')) asked++
    return rule?.(bytes) ?? 'pass'
  }
  const read = (options: { replica?: boolean }) =>
    aCall(() => database.select("SELECT 'replicated' AS r FROM DUAL WHERE :tenantId = 1", {}, options))
  await read({ replica: true })
  expect(asked).toBe(1)
  await read({})
  expect(asked).toBe(1)
  await replica.stop()
  expect(await read({ replica: true })).toEqual([{ r: 'replicated' }])
  await database.close()
})
