import { startAdminServer, type AdminServer } from './adminServer'
import { createReadiness, type Readiness } from './readiness'

let now = 0
let answers = true
let asked = 0
let readiness: Readiness

const ping = async () => {
  asked++
  if (!answers) throw new Error('nobody there')
}

beforeEach(() => {
  now = 0
  answers = true
  asked = 0
  readiness = createReadiness({ ping, clock: () => now })
})

describe('a process', () => {
  it('is ready from its start until it is about to stop', async () => {
    expect(await readiness.reason()).toBe('starting')
    readiness.started()
    expect(await readiness.reason()).toBeUndefined()
    readiness.draining()
    expect(await readiness.reason()).toBe('draining')
  })

  it('bears a database that is away for a while, not longer', async () => {
    readiness.started()
    answers = false
    now = 10_000
    expect(await readiness.reason()).toBeUndefined()
    now = 21_000
    expect(await readiness.reason()).toBe('the database does not answer')
    answers = true
    now = 23_000
    expect(await readiness.reason()).toBeUndefined()
  })

  it('does not ask the database each time that it is asked itself', async () => {
    readiness.started()
    await Promise.all(Array.from({ length: 20 }, () => readiness.reason()))
    expect(asked).toBe(1)
  })
})

describe('the admin port', () => {
  let admin: AdminServer
  beforeEach(async () => {
    admin = await startAdminServer({ host: '127.0.0.1', port: 0, loopPrecision: 10, readiness })
  })
  afterEach(() => admin.close())

  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${admin.port}${path}`)
    return { status: response.status, body: await response.text() }
  }

  it('tells that it lives, whether it is ready, and its measures', async () => {
    expect(await get('/livez')).toEqual({ status: 200, body: 'live\n' })
    expect(await get('/readyz')).toEqual({ status: 503, body: 'starting\n' })
    readiness.started()
    expect(await get('/readyz?verbose')).toEqual({ status: 200, body: 'ready\n' })
    const { body } = await get('/metrics')
    expect(body).toMatch(/^nodejs_eventloop_lag_p99_seconds /m)
    expect((await get('/')).status).toBe(404)
  })
})
