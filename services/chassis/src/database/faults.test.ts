import { setTimeout as sleep } from 'node:timers/promises'
import { numberSequence } from '../numbers/numberSequence'
import { aCall } from './aCall'
import { aDatabase, silent, type TestDatabase } from './aDatabase'
import { aFaultyProxy, type FaultyProxy } from './faultyProxy'
import { openDatabase } from './openDatabase'

jest.setTimeout(60_000)

const server = () => process.env['TEST_DATABASE_HOST'] ?? ''
const migrations = [
  {
    name: '0001-things',
    up: 'CREATE TABLE things (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, tenant_id INT NOT NULL, name VARCHAR(50) NOT NULL)',
  },
]

let proxy: FaultyProxy
let test: TestDatabase
beforeAll(async () => {
  proxy = await aFaultyProxy(server())
  test = await aDatabase({ migrations, through: [proxy.address] })
})
afterAll(async () => {
  await test.end()
  await proxy.stop()
})
beforeEach(() => test.admin('DELETE FROM things'))
afterEach(async () => {
  proxy.onRequest = undefined
  await proxy.heal()
})

const add = (name: string) => (transaction: Parameters<Parameters<typeof test.database.transaction>[0]>[0]) =>
  test.database.insertRows('things', [{ name }], { transaction }).then(() => ({ name }))
const stored = async () =>
  (await test.admin<{ name: string }>('SELECT name FROM things ORDER BY id')).map(({ name }) => name)

// Alone in its message or the last of several: the settings of a session name READ COMMITTED.
const COMMIT = /[\x03\n]COMMIT$/

/** The fault that is still to come. */
let awaited: RegExp | undefined
afterEach(() => expect(awaited).toBeUndefined())

const onceAt = (text: RegExp, verdict: 'cut' | 'cutAfter') => {
  awaited = text
  proxy.onRequest = (bytes) => {
    if (!awaited?.test(bytes.toString('latin1'))) return 'pass'
    awaited = undefined
    return verdict
  }
}

describe('a lost connection', () => {
  it('repeats a transaction whose statement was cut off', () =>
    aCall(async () => {
      onceAt(/INSERT INTO `things`/, 'cut')
      await test.database.transaction(add('a'))
      expect(await stored()).toEqual(['a'])
    }))

  it('has the effect of a command once when COMMIT got through but its answer was lost', () =>
    aCall(
      async () => {
        onceAt(COMMIT, 'cutAfter')
        expect(await test.database.command(add('once'))).toEqual({ name: 'once' })
        expect(await stored()).toEqual(['once'])
      },
      { idempotencyKey: 'k1' },
    ))

  it('has the effect of a command once when COMMIT did not get through', () =>
    aCall(
      async () => {
        onceAt(COMMIT, 'cut')
        expect(await test.database.command(add('once'))).toEqual({ name: 'once' })
        expect(await stored()).toEqual(['once'])
      },
      { idempotencyKey: 'k2' },
    ))

  it('is told when the outcome of COMMIT is unknown and the work must not be repeated', () =>
    aCall(async () => {
      onceAt(COMMIT, 'cutAfter')
      await expect(test.database.transaction(add('perhaps'))).rejects.toMatchObject({ reason: 'commit_unknown' })
      expect(await stored()).toEqual(['perhaps'])
    }))

  it('repeats reads, but a lone change only where that does no harm', () =>
    aCall(async () => {
      onceAt(/SELECT/, 'cut')
      expect(await test.database.select('SELECT name FROM things WHERE tenant_id = :tenantId')).toEqual([])
      const insert = "INSERT INTO things (tenant_id, name) VALUES (:tenantId, 'x')"
      onceAt(/INSERT/, 'cutAfter')
      await expect(test.database.execute(insert)).rejects.toMatchObject({ reason: 'commit_unknown' })
      onceAt(/INSERT/, 'cutAfter')
      await test.database.execute(insert, {}, { repeatable: true })
      expect(await stored()).toEqual(['x', 'x', 'x'])
    }))

  it('makes calls slow, not failed, while the server is away', async () => {
    await proxy.refuse()
    const writes = ['a', 'b', 'c', 'd'].map((name) => aCall(() => test.database.transaction(add(name))))
    const read = aCall(() => test.database.select('SELECT :tenantId AS t'))
    await sleep(2500)
    await proxy.heal()
    await Promise.all(writes)
    expect(await read).toEqual([{ t: 1 }])
    expect((await stored()).sort()).toEqual(['a', 'b', 'c', 'd'])
  })

  it('ends in unavailable when the server stays away and in deadline when the caller has no more time', async () => {
    await proxy.refuse()
    const work = () => test.database.select('SELECT :tenantId')
    await expect(aCall(work, { deadline: Date.now() + 700 })).rejects.toMatchObject({ name: 'RapportError' })
    await expect(test.database.ping()).rejects.toThrow()
  })
})

describe('human numbers', () => {
  it('are taken again when the answer was lost', () =>
    aCall(async () => {
      const numbers = numberSequence(test.database, 'C', () => new Date('2026-01-15T00:00:00Z'))
      onceAt(/INSERT INTO number_sequences/, 'cutAfter')
      expect(await numbers()).toEqual(['C-20260115-0021'])
    }))
})

describe('a silent server', () => {
  it('is left when the deadline of the statement fires, and no connection stays occupied', async () => {
    await aCall(() => test.database.select('SELECT :tenantId'))
    proxy.swallow()
    const deadline = Date.now() + 800
    const calls = Array.from({ length: 5 }, () => aCall(() => test.database.transaction(add('never')), { deadline }))
    for (const call of calls) await expect(call).rejects.toMatchObject({ name: 'RapportError' })
    await proxy.heal()
    await aCall(() => test.database.transaction(add('after')))
    expect(await stored()).toEqual(['after'])
  })

  it('is noticed while nothing is asked, so that the next call does not wait for it', async () => {
    await aCall(() => test.database.select('SELECT :tenantId'))
    proxy.swallow()
    await sleep(4500)
    await proxy.heal()
    const soon = { deadline: Date.now() + 3000 }
    expect(await aCall(() => test.database.select('SELECT :tenantId AS t'), soon)).toEqual([{ t: 1 }])
  })
})

describe('a full disk', () => {
  it('is told as unavailable at once', () =>
    aCall(async () => {
      const insert = `INSERT INTO things (tenant_id, name) VALUES (:tenantId, 'more') -- ${' '.repeat(40)}`
      proxy.onRequest = (bytes) => {
        const text = bytes.toString('latin1')
        const sent = /INSERT INTO things.*/.exec(text)?.[0]
        const refusal = "SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 1114"
        return sent ? Buffer.from(text.replace(sent, refusal.padEnd(sent.length)), 'latin1') : 'pass'
      }
      await expect(test.database.execute(insert)).rejects.toMatchObject({ kind: 'unavailable' })
      expect(await stored()).toEqual([])
    }))
})

describe('a refused connection', () => {
  it('is not tried again when user or schema are wrong', async () => {
    const wrong = openDatabase({ config: { ...test.config, DATABASE_PASSWORD: 'wrong' }, log: silent })
    await expect(aCall(() => wrong.select('SELECT :tenantId'))).rejects.toMatchObject({ errno: 1045 })
    await wrong.close()
  })
})
