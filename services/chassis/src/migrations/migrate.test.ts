import { aDatabase, silent, type TestDatabase } from '../database/aDatabase'
import { migrate } from './migrate'
import type { Migration } from './migration'

jest.setTimeout(60_000)

let test: TestDatabase
beforeAll(async () => {
  test = await aDatabase()
})
afterAll(() => test.end())

const up = (migrations: Migration[]) =>
  migrate({ config: test.config, log: silent, database: test.database, migrations })

it('creates the tables of the chassis', async () => {
  const tables = (
    await test.admin<{ name: string }>(
      'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()',
    )
  )
    .map(({ name }) => name)
    .sort()
  expect(tables).toEqual(expect.arrayContaining(['aggregate_versions', 'idempotency_keys', 'inbox', 'jobs', 'outbox']))
})

it('runs each step once although many processes start at once', async () => {
  let runs = 0
  const migrations: Migration[] = [
    { name: '0001-a', up: 'CREATE TABLE a (id INT PRIMARY KEY)' },
    {
      name: '0002-fill',
      up: async (run) => {
        runs++
        await run('INSERT INTO a VALUES (1)')
      },
    },
  ]
  await Promise.all(Array.from({ length: 5 }, () => up(migrations)))
  expect(runs).toBe(1)
  expect(await test.admin('SELECT id FROM a')).toEqual([{ id: 1 }])
})

it('goes on after a process that died between a statement and its note', async () => {
  const migrations: Migration[] = [{ name: '0003-b', up: 'CREATE TABLE b (id INT PRIMARY KEY)' }]
  await up(migrations)
  await test.admin("UPDATE schema_migrations SET done_at = NULL WHERE name = '0003-b'")
  await up(migrations)
  expect(await test.admin("SELECT done_at IS NOT NULL AS done FROM schema_migrations WHERE name = '0003-b'")).toEqual([
    { done: 1 },
  ])
})

it('stops at a step that fails, and says which', async () => {
  const migrations: Migration[] = [
    { name: '0004-wrong', up: 'CREATE TABLE a (id INT PRIMARY KEY)' },
    { name: '0005-never', up: 'CREATE TABLE never (id INT PRIMARY KEY)' },
  ]
  await expect(up(migrations)).rejects.toThrow('0004-wrong')
  expect(await test.admin("SHOW TABLES LIKE 'never'")).toEqual([])
})
