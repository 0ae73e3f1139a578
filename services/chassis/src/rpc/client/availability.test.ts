import { contract } from '@rapport/proto'
import { AccountService } from '@rapport/proto/customer'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { unavailable, type RapportError } from '../../errors/errors'
import { accountsDouble, type AccountWork } from '../../testing/accountsDouble'
import { anActor } from '../../testing/anActor'
import { testServer, type TestServer } from '../../testing/testServer'
import { createRpcClients, type RpcClients } from './createRpcClients'

const id = '0198c0de-0000-7000-8000-000000000001'
const failure = (expected: Partial<RapportError>): unknown => expect.objectContaining(expected)

let served: string[] = []
let work: AccountWork
let server: TestServer
let token: string
let clients: RpcClients

const account = accountsDouble((context) => {
  served.push(context.idempotencyKey ?? '')
  return work(context)
})

beforeAll(async () => {
  server = await testServer([account])
  token = await server.tokenFor(anActor({ permissions: contract().permissions }))
})

afterAll(() => server.stop())

beforeEach(() => {
  served = []
  work = async () => ({ name: '云启' })
  clients = createRpcClients({ targetOf: () => server.target })
})

afterEach(() => clients.close())

const client = () => clients.client(AccountService)

/** A port of this machine on which nobody listens. */
const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

describe('a peer that says it cannot answer now', () => {
  const refuse = (times: number) => {
    work = async () => {
      if (served.length <= times) throw unavailable('unavailable', 0)
      return {}
    }
  }

  it('is asked again for reads and for commands with a key', async () => {
    refuse(1)
    await client().getAccount({ id }, { token })
    expect(served).toHaveLength(2)
    served = []
    await client().createAccount({ account: { name: 'a' } }, { token, idempotencyKey: 'k' })
    expect(served).toEqual(['k', 'k'])
  })

  it('is not asked again for a command without a key: it may have been done', async () => {
    refuse(1)
    const command = client().createAccount({ account: { name: 'a' } }, { token })
    await expect(command).rejects.toEqual(failure({ kind: 'unavailable' }))
    expect(served).toHaveLength(1)
  })

  it('is asked three times at most', async () => {
    refuse(10)
    await expect(client().getAccount({ id }, { token })).rejects.toEqual(failure({ kind: 'unavailable' }))
    expect(served).toHaveLength(3)
  })

  it('is not asked again about what it has refused for good', async () => {
    await expect(client().getAccount({ id: 'x' }, { token })).rejects.toEqual(failure({ kind: 'invalid' }))
    expect(served).toHaveLength(0)
  })
})

describe('a peer that is away', () => {
  it('is waited for while the call has time, and not for a command without a key', async () => {
    const port = await freePort()
    const early = createRpcClients({ targetOf: () => `127.0.0.1:${port}` })
    const command = early.client(AccountService).createAccount({ account: { name: 'a' } }, {})
    await expect(command).rejects.toEqual(failure({ kind: 'unavailable' }))
    const read = early.client(AccountService).getAccount({ id })
    const late = await testServer([account], { port })
    await expect(read).rejects.toEqual(failure({ kind: 'unauthenticated' }))
    early.close()
    await late.stop()
  })

  it('is spared further calls once it has missed enough, until it is back', async () => {
    const port = await freePort()
    const patient = createRpcClients({ targetOf: () => `127.0.0.1:${port}`, patience: 10_000 })
    const accounts = patient.client(AccountService)
    const calls = Array.from({ length: 30 }, () => accounts.createAccount({ account: { name: 'a' } }))
    await Promise.allSettled(calls)
    const held = accounts.createAccount({ account: { name: 'a' } })
    await expect(held).rejects.toMatchObject({ kind: 'unavailable', cause: { code: 'EOPENBREAKER' } })
    const late = await testServer([account], { port })
    const token = await late.tokenFor(anActor({ permissions: contract().permissions }))
    const command = { account: { name: 'a' } }
    await accounts.createAccount(command, { token, idempotencyKey: 'k' })
    expect(served).toEqual(['k'])
    patient.close()
    await late.stop()
  })
})

describe('calls to the same rpc', () => {
  it('do not end with the deadline of one of them', async () => {
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    work = async () => {
      await released
      return { name: 'patient' }
    }
    const patient = client().getAccount({ id }, { token })
    const hasty = client().getAccount({ id }, { token, deadline: Date.now() + 50 })
    await expect(hasty).rejects.toEqual(failure({ kind: 'deadline' }))
    release()
    expect(await patient).toMatchObject({ name: 'patient' })
  })

  it('go on when many of them were wrong', async () => {
    const wrong = Array.from({ length: 60 }, () => client().getAccount({ id: 'x' }, { token }))
    await Promise.allSettled(wrong)
    expect(await client().getAccount({ id }, { token })).toMatchObject({ name: '云启' })
  })
})

describe('a command within a command', () => {
  it('has a key of its own that is the same when the outer one is repeated', async () => {
    work = async ({ idempotencyKey }) => {
      if (idempotencyKey === 'outer') {
        await client().createAccount({ account: { name: 'a' } })
        await client().createAccount({ account: { name: 'b' } })
      }
      return {}
    }
    const outer = () => client().createAccount({ account: { name: 'o' } }, { token, idempotencyKey: 'outer' })
    await outer()
    await outer()
    const [first, a, b, second, ...rest] = served
    expect([first, second]).toEqual(['outer', 'outer'])
    expect(new Set(['', 'outer', a, b]).size).toBe(4)
    expect(rest).toEqual([a, b])
  })
})
