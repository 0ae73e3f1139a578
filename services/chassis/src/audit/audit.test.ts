import fc from 'fast-check'
import type { JsonObject } from '@bufbuild/protobuf'
import { aCall } from '../database/aCall'
import { aDatabase, type TestDatabase } from '../database/aDatabase'
import { emit } from '../events/emit'
import { fact } from '../events/fact'
import { AccountDeletedSchema } from '@rapport/proto/customer'
import { audit } from './audit'
import { diff } from './diff'

jest.setTimeout(60_000)

let test: TestDatabase
beforeAll(async () => {
  test = await aDatabase()
})
afterAll(() => test.end())
beforeEach(() => test.admin('DELETE FROM outbox'))

const outbox = async () =>
  (await test.admin<{ type: string; body: string }>('SELECT type, body FROM outbox ORDER BY seq')).map(
    ({ type, body }) => ({
      type,
      data: JSON.parse(body) as JsonObject,
    }),
  )
const entry = (objectId: string) => ({
  action: 'customer.account.updated',
  objectType: 'account',
  objectId,
  objectName: '阳光贸易',
})

it('writes who did what, from where, in the transaction of the change', async () => {
  await aCall(
    () =>
      test.database.transaction(async (transaction) => {
        await audit({ ...entry('a'), changes: diff({ name: 'x' }, { name: 'y' }) }, transaction)
        await audit([entry('b')], transaction)
        await emit(
          fact(AccountDeletedSchema, { accountId: 'a' }, { type: 'account', id: 'a', version: 2 }),
          transaction,
        )
      }),
    { requestId: 'r1', ip: '10.0.0.1', userAgent: 'test' },
  )
  const rows = await outbox()
  expect(rows.map(({ type }) => type)).toEqual(['customer.account.deleted.v1', 'chassis.audit.recorded.v1'])
  expect(rows[1]?.data).toMatchObject({
    entries: [
      {
        actorId: 'u1',
        actorKind: 'USER',
        action: 'customer.account.updated',
        objectId: 'a',
        objectName: '阳光贸易',
        changes: [{ field: 'name', before: '"x"', after: '"y"' }],
        ip: '10.0.0.1',
        requestId: 'r1',
      },
      { objectId: 'b' },
    ],
  })
})

it('leaves no trace of what was rolled back', async () => {
  const failing = aCall(() =>
    test.database.transaction(async (transaction) => {
      await audit(entry('a'), transaction)
      throw new Error('no')
    }),
  )
  await expect(failing).rejects.toThrow('no')
  expect(await outbox()).toEqual([])
})

it('spreads many entries over messages of 500', async () => {
  const many = Array.from({ length: 1201 }, (_, index) => entry(String(index)))
  await aCall(() => test.database.transaction((transaction) => audit(many, transaction)))
  const sizes = (await outbox()).map(({ data }) => (data['entries'] as unknown[]).length)
  expect(sizes).toEqual([500, 500, 201])
})

it('cannot be used when the transaction is over', () =>
  aCall(async () => {
    const late = await test.database.transaction((transaction) => Promise.resolve(transaction))
    expect(() => audit(entry('a'), late)).toThrow('is over')
  }))

describe('diff', () => {
  it('names the fields that differ, with all that holds nothing the same', () => {
    expect(diff({ e: '', f: [], g: null }, { f: '', g: [] })).toEqual([])
    expect(diff({ a: 1, b: null, c: 'x' }, { a: 2, b: undefined, d: [1] })).toEqual([
      { field: 'a', before: '1', after: '2' },
      { field: 'c', before: '"x"', after: '' },
      { field: 'd', before: '', after: '[1]' },
    ])
  })

  it('shows only the fields asked for, and never a secret', () => {
    const changes = diff(
      { a: 1, password: 'old' },
      { a: 2, b: 3, password: 'new' },
      { fields: ['a', 'password'], secret: ['password'] },
    )
    expect(changes).toEqual([
      { field: 'a', before: '1', after: '2' },
      { field: 'password', before: '"***"', after: '"***"' },
    ])
  })

  it('does not mind the order of keys, dates or big numbers', () => {
    const at = new Date()
    expect(diff({ a: { x: 1, y: 2 }, at, n: 1n }, { a: { y: 2, x: 1 }, at: new Date(at), n: 1n })).toEqual([])
  })

  it('finds nothing between a record and itself', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) =>
        expect(diff(record, { ...record })).toEqual([]),
      ),
    )
  })
})
