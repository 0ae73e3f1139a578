import { contract } from '@rapport/proto'
import { AccountService } from '@rapport/proto/customer'
import { once } from 'node:events'
import type { RapportError } from '../../errors/errors'
import { accountsDouble, type AccountWork } from '../../testing/accountsDouble'
import { anActor } from '../../testing/anActor'
import { testServer, type TestServer } from '../../testing/testServer'

const id = '0198c0de-0000-7000-8000-000000000001'

const actor = anActor({ tenantId: 7, permissions: contract().permissions })
let work: AccountWork
let server: TestServer
let token: string

beforeAll(async () => {
  server = await testServer([accountsDouble((context) => work(context))])
  token = await server.tokenFor(actor)
})

afterAll(() => server.stop())

const client = () => server.clients.client(AccountService)
const failure = (expected: Partial<RapportError>): unknown => expect.objectContaining(expected)

describe('a caller who leaves', () => {
  it('ends the signal of the call', async () => {
    const leaving = new AbortController()
    const left = new Promise<boolean>((resolve) => {
      work = async ({ signal }) => {
        leaving.abort()
        await once(signal, 'abort')
        resolve(signal.aborted)
        return {}
      }
    })
    await expect(client().getAccount({ id }, { token, signal: leaving.signal })).rejects.toEqual(
      failure({ kind: 'cancelled' }),
    )
    expect(await left).toBe(true)
  })

  it('has the deadline of the call handed on to the calls made for it', async () => {
    const deadlines: number[] = []
    work = async ({ deadline }) => {
      deadlines.push(deadline)
      if (deadlines.length === 1) await server.clients.client(AccountService).getAccount({ id })
      return {}
    }
    const deadline = Date.now() + 5_000
    await client().getAccount({ id }, { token, deadline })
    expect(deadlines).toHaveLength(2)
    for (const each of deadlines) expect(Math.abs(each - deadline)).toBeLessThan(1_000)
  })

  it('ends the calls that were made for it', async () => {
    const leaving = new AbortController()
    let calls = 0
    const innerEnded = new Promise<boolean>((resolve) => {
      work = async ({ signal }) => {
        if (++calls === 1) return client().getAccount({ id })
        leaving.abort()
        await once(signal, 'abort')
        resolve(true)
        return {}
      }
    })
    const call = client().getAccount({ id }, { token, signal: leaving.signal })
    await expect(call).rejects.toEqual(failure({ kind: 'cancelled' }))
    expect(await innerEnded).toBe(true)
  })

  it('may have caused many calls', async () => {
    const warnings: Error[] = []
    const collect = (warning: Error) => warnings.push(warning)
    process.on('warning', collect)
    work = async ({ requestId }) => {
      if (requestId !== 'outer') return {}
      await Promise.all(Array.from({ length: 20 }, () => client().getAccount({ id }, { requestId: 'inner' })))
      return {}
    }
    await client().getAccount({ id }, { token, requestId: 'outer' })
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', collect)
    expect(warnings).toEqual([])
  })

  it('who waits no longer gets deadline', async () => {
    work = ({ signal }) => once(signal, 'abort').then(() => ({}))
    const late = client().getAccount({ id }, { token, deadline: Date.now() + 100 })
    await expect(late).rejects.toEqual(failure({ kind: 'deadline' }))
  })
})
