import { AccountDeletedSchema, AccountUpdatedSchema } from '@rapport/proto/customer'
import { connect } from 'amqplib'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { currentContext } from '../context/context'
import { aCall } from '../database/aCall'
import { aDatabase, silent, type TestDatabase } from '../database/aDatabase'
import { aFaultyProxy, type FaultyProxy } from '../database/faultyProxy'
import type { OpenDatabase } from '../database/database'
import { openDatabase } from '../database/openDatabase'
import { unavailable } from '../errors/errors'
import { batchConsumer, consumer, type Consumer } from './consumer'
import { deadLetters } from './deadLetters'
import { emit } from './emit'
import type { Envelope } from './envelope'
import { fact } from './fact'
import { listen } from './listen'
import { startEvents, type Events } from './startEvents'

jest.setTimeout(60_000)

const brokerUrl = () => process.env['TEST_BROKER_URL'] ?? ''

let test: TestDatabase
let database: OpenDatabase
let proxy: FaultyProxy
let namespace: string
let running: Events[]

beforeAll(async () => {
  test = await aDatabase({
    migrations: [
      {
        name: '0001-effects',
        up: `CREATE TABLE effects (seq INT NOT NULL AUTO_INCREMENT PRIMARY KEY, tenant_id INT NOT NULL, account_id VARCHAR(50) NOT NULL,
          version INT NOT NULL, changed VARCHAR(50) NOT NULL)`,
      },
    ],
  })
  database = test.database
  const { hostname, port } = new URL(brokerUrl())
  proxy = await aFaultyProxy(`${hostname}:${port || 5672}`)
})
afterAll(async () => {
  await proxy.stop()
  await test.end()
})
beforeEach(async () => {
  namespace = randomUUID()
  running = []
  for (const table of ['effects', 'outbox', 'inbox', 'aggregate_versions']) await test.admin(`DELETE FROM ${table}`)
})
afterEach(async () => {
  proxy.onRequest = undefined
  await proxy.heal()
  await Promise.all(running.map((events) => events.stop()))
  await running[0]?.remove()
})

const throughProxy = () => {
  const url = new URL(brokerUrl())
  url.host = proxy.address
  url.searchParams.set('heartbeat', '1')
  return url.toString()
}

const start = (consumers: Consumer[], { url = brokerUrl(), on = database } = {}): Events => {
  const events = startEvents({
    config: { BROKER_URL: url },
    log: silent,
    database: on,
    source: 'customer',
    consumers,
    namespace,
  })
  running.push(events)
  return events
}

const note = (queue = 'customer.test') =>
  consumer(AccountUpdatedSchema, queue, async ({ account, changedFields }, { transaction, envelope }) => {
    const row = { account_id: account?.id, version: envelope.aggregateVersion, changed: changedFields.join() }
    await database.insertRows('effects', [row], { transaction })
  })

const updated = (id: string, version: number, changed = `v${version}`) =>
  fact(
    AccountUpdatedSchema,
    { account: { id, name: '王芳' }, changedFields: [changed] },
    { type: 'account', id, version },
  )

const publish = (...facts: ReturnType<typeof fact>[]) =>
  aCall(() => database.transaction((transaction) => emit(facts, transaction)))

const drained = async (...all: Events[]) => {
  const until = Date.now() + 25_000
  for (const events of all) {
    while (!(await events.drained().catch(() => false))) {
      if (Date.now() > until) throw new Error('the events were not drained in 25 s')
      await sleep(20)
    }
  }
}
const effects = () =>
  test.admin<{ account_id: string; version: number }>('SELECT account_id, version FROM effects ORDER BY seq')

/** Sends messages to the exchange as any program might. */
const send = async (...messages: { body: string; headers: Record<string, unknown> }[]) => {
  const connection = await connect(brokerUrl())
  const channel = await connection.createConfirmChannel()
  for (const { body, headers } of messages) {
    channel.publish(`rapport.events.${namespace}`, 'customer.account.updated.v1', Buffer.from(body), {
      headers,
      persistent: true,
    })
  }
  await channel.waitForConfirms()
  await connection.close()
}
const message = (id: string, accountId: string, version: number) => ({
  body: JSON.stringify({ account: { id: accountId }, changedFields: ['x'], fieldOfTheFuture: 1 }),
  headers: {
    'cloudEvents:id': id,
    'cloudEvents:type': 'customer.account.updated.v1',
    'cloudEvents:time': new Date().toISOString(),
    tenantId: 1,
    aggregateType: 'account',
    aggregateId: accountId,
    aggregateVersion: version,
  },
})

it('carries a fact from the transaction to its effect, once for each queue', async () => {
  const events = start([note(), note('customer.other')])
  await publish(updated('a', 1), updated('b', 1))
  await drained(events)
  expect((await effects()).map(({ account_id }) => account_id).sort()).toEqual(['a', 'a', 'b', 'b'])
  expect(await test.admin('SELECT seq FROM outbox')).toEqual([])
})

it('publishes nothing of a transaction that fails', async () => {
  const events = start([note()])
  const failing = aCall(() =>
    database.transaction(async (transaction) => {
      await emit(updated('a', 1), transaction)
      throw new Error('no')
    }),
  )
  await expect(failing).rejects.toThrow('no')
  await drained(events)
  expect(await effects()).toEqual([])
})

it('tells the consumer who, when, why and what is personal', async () => {
  const heard: Envelope[] = []
  const events = start([
    consumer(AccountUpdatedSchema, 'customer.test', async (data, { envelope, transaction }) => {
      heard.push(envelope)
      const next = fact(
        AccountDeletedSchema,
        { accountId: data.account?.id ?? '' },
        { type: 'account', id: 'a', version: 2 },
      )
      await emit(next, transaction)
    }),
    consumer(AccountDeletedSchema, 'customer.deleted', (_, { envelope }) => Promise.resolve(void heard.push(envelope))),
  ])
  await aCall(() => database.transaction((transaction) => emit(updated('a', 1), transaction)), {
    requestId: 'request-1',
    actorId: 'u9',
    tenantId: 3,
  })
  await drained(events)
  await drained(events)
  expect(heard).toMatchObject([
    {
      type: 'customer.account.updated.v1',
      source: '/rapport/customer',
      tenantId: 3,
      actorId: 'u9',
      actorKind: 'USER',
      aggregateVersion: 1,
      correlationId: 'request-1',
      causationId: '',
      personalPaths: ['account.name', 'account.phones'],
    },
    { type: 'customer.account.deleted.v1', actorKind: 'SYSTEM', correlationId: 'request-1', causationId: heard[0]?.id },
  ])
})

it('has the effect of a fact once however often it is delivered', async () => {
  const events = start([note()])
  await drained(events)
  const same = message(randomUUID(), 'a', 1)
  await send(same, same, message(randomUUID(), 'b', 1))
  await drained(events)
  await send(same)
  await drained(events)
  expect(await effects()).toHaveLength(2)
})

it('drops what is older than what was seen, and keeps what has the same version', async () => {
  const events = start([note()])
  await drained(events)
  await send(message(randomUUID(), 'a', 2))
  await drained(events)
  await send(message(randomUUID(), 'a', 1), message(randomUUID(), 'a', 2))
  await drained(events)
  await send(message(randomUUID(), 'b', 1))
  await drained(events)
  expect(await effects()).toEqual([
    { account_id: 'a', version: 2 },
    { account_id: 'a', version: 2 },
    { account_id: 'b', version: 1 },
  ])
})

it('keeps the order of each aggregate over many facts and two processes', async () => {
  const second = openDatabase({ config: test.config, log: silent })
  const both = [start([note()]), start([note()], { on: second })]
  const ids = ['a', 'b', 'c', 'd', 'e']
  for (let version = 1; version <= 20; version++) await publish(...ids.map((id) => updated(id, version)))
  await drained(...both, ...both)
  const seen = await effects()
  for (const id of ids) {
    const versions = seen.filter(({ account_id }) => account_id === id).map(({ version }) => version)
    expect(versions).toEqual([...versions].sort((a, b) => a - b))
    expect(versions.at(-1)).toBe(20)
  }
  await Promise.all(running.splice(1).map((events) => events.stop()))
  await second.close()
})

it('lays what cannot be handled among the dead letters with the error, lets the rest pass, and hears it again when asked', async () => {
  let broken = true
  const events = start([
    consumer(AccountUpdatedSchema, 'customer.test', async ({ account }, { transaction, envelope }) => {
      if (broken && account?.id.startsWith('poison')) throw new Error('cannot digest this')
      await database.insertRows(
        'effects',
        [{ account_id: account?.id, version: envelope.aggregateVersion, changed: '' }],
        { transaction },
      )
    }),
  ])
  await publish(updated('a', 1), updated('poison', 1), updated('b', 1), updated('poison2', 1), updated('c', 1))
  await drained(events)
  // Facts of different aggregates may overtake each other.
  expect((await effects()).map(({ account_id }) => account_id).sort()).toEqual(['a', 'b', 'c'])

  const letters = deadLetters(brokerUrl(), namespace)
  const dead = await letters.list('customer.test')
  expect(dead).toMatchObject([
    { type: 'customer.account.updated.v1', error: 'Error: cannot digest this', attempts: 5, tenantId: 1 },
    { type: 'customer.account.updated.v1', attempts: 5 },
  ])
  expect(await letters.list('customer.test')).toHaveLength(2)

  broken = false
  const first = dead.find(({ body }) => body.includes('"poison"'))?.id ?? ''
  const second = dead.find(({ body }) => body.includes('"poison2"'))?.id ?? ''
  expect(await letters.replay('customer.test', [first])).toBe(1)
  await drained(events)
  expect((await effects()).at(-1)).toEqual({ account_id: 'poison', version: 1 })
  expect(await letters.discard('customer.test', [second])).toBe(1)
  expect(await letters.list('customer.test')).toEqual([])
})

it('gives what waits together to a batch consumer, those of one tenant at a time, and one that fails keeps no other back', async () => {
  const heard: { tenantId: number; ids: string[] }[] = []
  const together = batchConsumer(AccountUpdatedSchema, 'customer.test', async (facts, transaction) => {
    const ids = facts.map(({ data }) => data.account?.id ?? '')
    if (ids.includes('poison')) throw new Error('cannot digest this')
    expect(facts.every(({ envelope }) => envelope.tenantId === currentContext().actor.tenantId)).toBe(true)
    // A fact may be published twice and no note is kept of what was heard: the rows have ids that follow from the facts.
    const rows = facts.map(({ data, envelope }) => ({
      seq: 100 * envelope.tenantId + Number(data.account?.id.slice(1)),
      account_id: data.account?.id,
      version: envelope.aggregateVersion,
      changed: '',
    }))
    await database.insertRows('effects', rows, { transaction, onDuplicate: 'ignore' })
    heard.push({ tenantId: currentContext().actor.tenantId, ids })
  })
  const first = start([together])
  await drained(first)
  await Promise.all(running.splice(0).map((events) => events.stop()))
  const names = (letter: string) => Array.from({ length: 20 }, (_, index) => `${letter}${index}`)
  const publisher = start([])
  await publish(...names('a').map((id) => updated(id, 1)), updated('poison', 1))
  await aCall(
    () =>
      database.transaction((transaction) =>
        emit(
          names('b').map((id) => updated(id, 1)),
          transaction,
        ),
      ),
    { tenantId: 2 },
  )
  await drained(publisher)
  await drained(start([together]))
  expect((await effects()).map(({ account_id }) => account_id).sort()).toEqual([...names('a'), ...names('b')].sort())
  const idsOf = (tenant: number) =>
    [...new Set(heard.filter(({ tenantId }) => tenantId === tenant).flatMap(({ ids }) => ids))].sort()
  expect(idsOf(1)).toEqual(names('a').sort())
  expect(idsOf(2)).toEqual(names('b').sort())
})

it('waits with what fails for a passing reason, in order', async () => {
  let away = 3
  const events = start([
    consumer(AccountUpdatedSchema, 'customer.test', async ({ account }, { transaction, envelope }) => {
      if (account?.id === 'a' && away-- > 0) throw unavailable('neighbour_away')
      await database.insertRows(
        'effects',
        [{ account_id: account?.id, version: envelope.aggregateVersion, changed: '' }],
        { transaction },
      )
    }),
  ])
  await publish(updated('a', 1), updated('a', 2))
  await drained(events)
  expect((await effects()).map(({ version }) => version)).toEqual([1, 2])
})

it('buries a message that is none of ours', async () => {
  const events = start([note()])
  await drained(events)
  await send({ body: '{', headers: {} })
  await publish(updated('a', 1))
  await drained(events)
  expect(await effects()).toHaveLength(1)
  expect(await deadLetters(brokerUrl(), namespace).list('customer.test')).toMatchObject([{ error: /no event/ }])
})

it('counts a fact as published that nobody hears', async () => {
  const events = start([])
  await publish(updated('a', 1))
  await drained(events)
  expect(await test.admin('SELECT seq FROM outbox')).toEqual([])
})

it('publishes later what the broker was away for, and goes on when it is back', async () => {
  const events = start([note()], { url: throughProxy() })
  await publish(updated('a', 1))
  await drained(events)
  await proxy.refuse()
  await publish(updated('a', 2), updated('b', 1))
  await sleep(300)
  expect(events.connected()).toBe(false)
  await proxy.heal()
  await drained(events)
  expect(await effects()).toHaveLength(3)
})

it('asks a broker that refuses again after a pause, and publishes everything when it no longer does', async () => {
  const connection = await connect(brokerUrl())
  const channel = await connection.createChannel()
  const exchange = `rapport.events.${namespace}`
  const full = `${namespace}.full`
  await channel.assertExchange(exchange, 'topic', { durable: true })
  await channel.assertQueue(full, { maxLength: 1, arguments: { 'x-overflow': 'reject-publish' } })
  await channel.bindQueue(full, exchange, '#')
  const refusals = jest.spyOn(silent, 'warn')
  const events = start([note()])
  await publish(...Array.from({ length: 1200 }, (_, index) => updated(`${index}`, 1)))
  await sleep(2000)
  // After a failure it looks again when its second is over, with at most 4 batches under way: in 2 s it cannot be more.
  expect(refusals.mock.calls.length).toBeGreaterThan(0)
  expect(refusals.mock.calls.length).toBeLessThanOrEqual(16)
  refusals.mockRestore()
  await channel.deleteQueue(full)
  await connection.close()
  await drained(events)
  expect(await effects()).toHaveLength(1200)
})

it('notices a broker that swallows everything', async () => {
  const events = start([note()], { url: throughProxy() })
  await publish(updated('a', 1))
  await drained(events)
  proxy.swallow()
  await publish(updated('a', 2))
  while (events.connected()) await sleep(50)
  await proxy.heal()
  await drained(events)
  expect(await effects()).toHaveLength(2)
})

it('has each effect once although connections break all the time', async () => {
  const events = start([note()], { url: throughProxy() })
  for (let round = 0; round < 10; round++) {
    await publish(...Array.from({ length: 20 }, (_, index) => updated(`${round}-${index}`, 1)))
    proxy.cut()
    await sleep(Math.random() * 200)
  }
  await drained(events)
  const seen = (await effects()).map(({ account_id }) => account_id)
  expect(seen).toHaveLength(200)
  expect(new Set(seen).size).toBe(200)
})

it('publishes again, without another effect, what it could not note as published', async () => {
  const between = await aFaultyProxy(process.env['TEST_DATABASE_HOST'] ?? '')
  const own = openDatabase({ config: { ...test.config, DATABASE_HOSTS: [between.address] }, log: silent })
  let cuts = 2
  between.onRequest = (bytes) => (bytes.includes('DELETE FROM outbox') && cuts-- > 0 ? 'cut' : 'pass')
  const events = start([note()], { on: own })
  await publish(updated('a', 1))
  await sleep(1500)
  await drained(events)
  expect(cuts).toBeLessThan(1)
  expect(await effects()).toHaveLength(1)
  await Promise.all(running.map((one) => one.stop()))
  await own.close()
  await between.stop()
})

it('declares its queue anew and goes on when somebody deleted it', async () => {
  const events = start([note()])
  await drained(events)
  const connection = await connect(brokerUrl())
  const channel = await connection.createChannel()
  await channel.deleteQueue(`${namespace}.customer.test`)
  await connection.close()
  await sleep(1000)
  await drained(events)
  await publish(updated('a', 1))
  await drained(events)
  expect(await effects()).toHaveLength(1)
})

it('shows facts live to who listens', async () => {
  const events = start([])
  const seen: string[] = []
  const states: boolean[] = []
  let listening: ReturnType<typeof listen> | undefined
  await new Promise<void>((ready) => {
    listening = listen(brokerUrl(), {
      namespace,
      log: silent,
      types: ['customer.account.updated.v1'],
      onEvent: ({ type, aggregateId }) => seen.push(`${type} ${aggregateId}`),
      onState: (hearing) => {
        states.push(hearing)
        if (hearing) ready()
      },
    })
  })
  await publish(updated('a', 1))
  await drained(events)
  while (seen.length === 0) await sleep(10)
  expect(seen).toEqual(['customer.account.updated.v1 a'])
  await listening?.stop()
  expect(states[0]).toBe(true)
})

it('refuses two consumers on one queue', () => {
  expect(() => start([note(), note()])).toThrow('share the queue')
})
