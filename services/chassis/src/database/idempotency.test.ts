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
        up: 'CREATE TABLE things (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, tenant_id INT NOT NULL, name VARCHAR(50) NOT NULL)',
      },
    ],
  })
})
afterAll(() => test.end())
beforeEach(() => test.admin('DELETE FROM things'))

let made = 0
const make = (name: string) =>
  test.database.command(async (transaction) => {
    await test.database.insertRows('things', [{ name }], { transaction })
    await sleep(20)
    return { made: ++made, at: new Date(), big: 12n }
  })
const count = async () => (await test.admin('SELECT id FROM things')).length

it('answers the same command again without doing it again', async () => {
  const call = { idempotencyKey: 'same', requestHash: 'h' }
  const first = await aCall(() => make('a'), call)
  expect(await aCall(() => make('a'), call)).toEqual(first)
  expect(await count()).toBe(1)
})

it('refuses the key for another request', async () => {
  await aCall(() => make('a'), { idempotencyKey: 'other', requestHash: 'h1' })
  const second = aCall(() => make('b'), { idempotencyKey: 'other', requestHash: 'h2' })
  await expect(second).rejects.toMatchObject({ kind: 'idempotencyMismatch', reason: 'idempotency_key_reused' })
  expect(await count()).toBe(1)
})

it('has one effect and one answer for eight duplicates at once', async () => {
  const keys = Array.from({ length: 12 }, (_, index) => `at-once-${index}`)
  const answers = await Promise.all(
    keys.map((idempotencyKey) =>
      Promise.all(Array.from({ length: 8 }, () => aCall(() => make('a'), { idempotencyKey, requestHash: 'h' }))),
    ),
  )
  for (const same of answers) expect(new Set(same.map((answer) => answer.made)).size).toBe(1)
  expect(await count()).toBe(keys.length)
})

it('lets the next one try when the first failed', async () => {
  const call = { idempotencyKey: 'failing', requestHash: 'h' }
  const failing = aCall(() => test.database.command(() => Promise.reject(new Error('no'))), call)
  await expect(failing).rejects.toThrow('no')
  await aCall(() => make('a'), call)
  expect(await count()).toBe(1)
})

it('keeps the keys of actors and tenants apart', async () => {
  const call = { idempotencyKey: 'shared', requestHash: 'h' }
  await aCall(() => make('a'), call)
  await aCall(() => make('a'), { ...call, actorId: 'u2' })
  await aCall(() => make('a'), { ...call, tenantId: 2 })
  expect(await count()).toBe(3)
})

it('does every command without a key', async () => {
  await aCall(() => make('a'))
  await aCall(() => make('a'))
  expect(await count()).toBe(2)
})

it('allows one command in a call', () =>
  aCall(
    async () => {
      await make('a')
      expect(() => make('b')).toThrow('one command')
    },
    { idempotencyKey: 'twice' },
  ))
