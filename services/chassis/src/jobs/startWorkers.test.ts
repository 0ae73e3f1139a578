import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { maybeContext } from '../context/context'
import type { OpenDatabase } from '../database/database'
import { openDatabase } from '../database/openDatabase'
import { migrate } from '../migrations/migrate'
import { inTenant } from '../testing/inTenant'
import { testDatabase, type TestDatabase } from '../testing/testDatabase'
import { enqueue } from './enqueue'
import { takeJob } from './jobTable'
import { startWorkers, type Workers } from './startWorkers'
import { worker, type Lease, type WorkerOptions } from './worker'

const log = pino({ level: 'silent' })

describe('leased jobs', () => {
  let schema: TestDatabase
  let database: OpenDatabase
  const started: Workers[] = []
  beforeAll(async () => {
    schema = await testDatabase()
    database = openDatabase({ config: schema.config, log })
    await migrate({ config: schema.config, log, database, migrations: [] })
  })
  afterEach(() => Promise.all(started.splice(0).map((workers) => workers.stop())))
  afterAll(async () => {
    await database.close()
    await schema.drop()
  })

  const order = (kind: string, payload: unknown = {}, runAt?: Date) =>
    inTenant(7, () =>
      database.transaction((transaction) => enqueue({ kind, payload, ...(runAt && { runAt }) }, transaction)),
    )

  const start = (options: WorkerOptions<unknown>) => {
    const workers = startWorkers({ log, database, workers: [worker(options)] })
    started.push(workers)
    return workers
  }

  const stateOf = async (id: string) => {
    const [row] = await database.select<{ state: string; failures: number; attempt: number }>(
      'SELECT state, failures, attempt FROM jobs WHERE id = :id',
      { id },
      { crossTenant: true },
    )
    return row
  }

  const until = async (condition: () => boolean | Promise<boolean>) => {
    while (!(await condition())) await sleep(10)
  }

  it('does each job once, whatever the number of processes', async () => {
    const kind = randomUUID()
    const done: unknown[] = []
    const run = (payload: unknown) => {
      done.push(payload)
      return Promise.resolve()
    }
    const workers = [start({ kind, concurrency: 2, run }), start({ kind, run })]
    await Promise.all(Array.from({ length: 20 }, (_, number) => order(kind, number)))
    await until(async () => (await Promise.all(workers.map((each) => each.idle()))).every(Boolean))
    expect([...done].sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 20 }, (_, number) => number))
  })

  it('wakes workers outside of the call that ordered a job: its time and its name are not theirs', async () => {
    const seen: unknown[] = []
    const unsubscribe = database.subscribe('jobs', () => seen.push(maybeContext()))
    await order(randomUUID())
    unsubscribe()
    expect(seen).toEqual([undefined])
  })

  it('orders nothing when the transaction does not commit', async () => {
    const kind = randomUUID()
    await inTenant(7, () =>
      database.transaction(async (transaction) => {
        await enqueue({ kind, payload: {} }, transaction)
        throw new Error('changed my mind')
      }),
    ).catch(() => undefined)
    await expect(takeJob(database, kind, 30)).resolves.toBeUndefined()
  })

  it('hands a job whose worker fell silent to another, and refuses the first one to write', async () => {
    const kind = randomUUID()
    const id = await order(kind)
    const silent = await takeJob(database, kind, 1)
    let second: Lease | undefined
    start({
      kind,
      leaseSeconds: 30,
      run: (_, lease) => {
        second = lease
        return database.transaction((transaction) => lease.fence(transaction))
      },
    })
    await until(async () => (await stateOf(id))?.state === 'DONE')
    expect(second?.attempt).toBe((silent?.attempt ?? 0) + 1)
    await expect(stateOf(id)).resolves.toMatchObject({ attempt: 2, failures: 0 })
  })

  it('gives a job up after its failures, in one transaction with what the worker does then', async () => {
    const kind = randomUUID()
    const id = await order(kind)
    const onFailed = jest.fn(() => Promise.resolve())
    start({ kind, maxFailures: 1, run: () => Promise.reject(new Error('no way')), onFailed })
    await until(async () => (await stateOf(id))?.state === 'FAILED')
    expect(onFailed).toHaveBeenCalledTimes(1)
  })

  it('frees what it could not finish when it stops', async () => {
    const kind = randomUUID()
    const id = await order(kind)
    let began = false
    const workers = start({
      kind,
      run: async (_, { signal }) => {
        began = true
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
        throw new Error('stopped')
      },
    })
    await until(() => began)
    await workers.stop()
    await expect(stateOf(id)).resolves.toMatchObject({ state: 'READY', failures: 0 })
  })

  it('waits for the time of a job', async () => {
    const kind = randomUUID()
    await order(kind, {}, new Date(Date.now() + 60_000))
    await expect(takeJob(database, kind, 30)).resolves.toBeUndefined()
  })
})
