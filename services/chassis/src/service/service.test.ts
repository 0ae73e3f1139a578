import { contract } from '@rapport/proto'
import { AccountService } from '@rapport/proto/customer'
import { anActor } from '../testing/anActor'
import { exampleService } from '../testing/exampleService'
import { idleExcept } from '../testing/idle'
import { inTenant } from '../testing/inTenant'
import { testService, type TestService } from '../testing/testService'
import { defineService } from './defineService'

const actor = anActor({ permissions: contract().permissions })
const create = AccountService.method.createAccount
const request = { account: { name: '云启' } }

describe('a service', () => {
  let service: TestService
  beforeAll(async () => {
    service = await testService(exampleService, { events: true, workers: true })
  })
  afterAll(() => service.stop())

  const notes = () =>
    inTenant(actor.tenantId, () =>
      service.database.select<{ text: string }>('SELECT text FROM notes WHERE tenant_id = :tenantId ORDER BY text'),
    )

  it('answers over the wire, and what follows from a command happens once', async () => {
    const options = { as: actor, idempotencyKey: 'k-1' }
    const first = await service.call(create, request, options)
    const second = await service.call(create, request, options)
    expect(second).toEqual(first)
    await service.drain()
    expect((await notes()).map(({ text }) => text)).toEqual(['called', 'heard', 'job'])
  })

  it('refuses another command with the same key', async () => {
    const other = service.call(
      create,
      { account: { name: '别的' } },
      { as: actor, idempotencyKey: 'k-1', locale: 'en' },
    )
    await expect(other).rejects.toMatchObject({
      kind: 'idempotencyMismatch',
      reason: 'idempotency_key_reused',
      sentence: 'This idempotency key was used for a different request.',
    })
  })

  it('says that it is ready', async () => {
    const response = await fetch(`${service.adminUrl}/readyz`)
    expect(response.status).toBe(200)
  })

  it('has what a call costs counted', async () => {
    const { statements } = await service.countStatements(() =>
      inTenant(1, () => service.database.select('SELECT text FROM notes WHERE tenant_id = :tenantId')),
    )
    expect(statements).toBe(1)
  })
})

describe('facts of a service whose events rest', () => {
  it('are in the outbox', async () => {
    const service = await testService(exampleService)
    const { id } = await service.call(create, request, { as: actor })
    expect(await service.outbox()).toMatchObject([{ type: 'customer.account.created.v1', data: { account: { id } } }])
    await service.stop()
  })
})

describe('a service that is not whole', () => {
  const base = { name: 'customer', handlers: () => idleExcept('customer', []) }

  it('does not start without a handler for each rpc', async () => {
    const handlers = () => idleExcept('customer', []).filter(({ service }) => service.name !== 'AccountService')
    await expect(testService(defineService({ ...base, handlers }))).rejects.toThrow(
      /no handler for customer\.AccountService\/ListAccounts, /,
    )
  })

  it('does not start with the rpcs of another', async () => {
    const handlers = () => [...idleExcept('customer', []), ...idleExcept('identity', [])]
    await expect(testService(defineService({ ...base, handlers }))).rejects.toThrow(/is not a service of customer/)
  })

  it('does not start when a migration is wrong', async () => {
    const migrations = [{ name: '0001-wrong', up: 'CREATE TABLE wrong (' }]
    await expect(testService(defineService({ ...base, migrations }))).rejects.toThrow(/syntax/i)
  })

  it('cannot be declared with two migrations of one name', () => {
    const migrations = ['0001-a', '0002-b', '0001-a'].map((name) => ({ name, up: 'SELECT 1' }))
    expect(() => defineService({ ...base, migrations })).toThrow(/0001-a occurs twice/)
  })

  it('cannot be declared with a sentence in one language', () => {
    const messages = { gone: { en: 'Gone.', 'zh-CN': '' } }
    expect(() => defineService({ ...base, messages })).toThrow(/gone lacks a sentence/)
  })
})
