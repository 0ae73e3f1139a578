import { contract } from '@rapport/proto'
import { AccountService } from '@rapport/proto/customer'
import { spawn, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { aDatabase, type TestDatabase } from '../database/aDatabase'
import { createRpcClients } from '../rpc/client/createRpcClients'
import { anActor } from '../testing/anActor'
import { principalOf } from '../testing/principalOf'
import { testBrokerUrl } from '../testing/testDatabase'
import { readPrivateKey } from '../token/keys'
import { signPrincipal } from '../token/signPrincipal'

const folder = mkdtempSync(join(tmpdir(), 'service-'))
const publicKeyFile = join(folder, 'public.pem')
const privateKeyFile = join(folder, 'private.pem')
const mainFile = join(folder, 'main.cjs')
const id = '0198c0de-0000-7000-8000-000000000001'
// A process of its own, as main.ts of a service would be.
const main = `
  const { exampleService } = require(${JSON.stringify(join(__dirname, '../testing/exampleService'))})
  const { isMainThread } = require('node:worker_threads')
  const consumers = () => {
    if (process.env.FAULTY && !isMainThread) setImmediate(() => { throw new Error('a fault of the background') })
    return []
  }
  const { startService } = require(${JSON.stringify(join(__dirname, 'startService'))})
  void startService({ ...exampleService, consumers }, __filename)`
const nobodyThere = '127.0.0.1:1'

let database: TestDatabase
let token: string
const started: Started[] = []

beforeAll(async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(mainFile, main)
  writeFileSync(publicKeyFile, publicKey.export({ type: 'spki', format: 'pem' }))
  writeFileSync(privateKeyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  database = await aDatabase()
  const actor = anActor({ permissions: contract().permissions })
  token = await signPrincipal(await readPrivateKey(privateKeyFile), principalOf(actor), { expiresInSeconds: 600 })
})

afterEach(() => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL')
})

afterAll(async () => {
  await database.end()
  rmSync(folder, { recursive: true })
})

interface Line {
  msg: string
  grpcPort?: number
  adminPort?: number
}

interface Started {
  readonly child: ChildProcess
  readonly exit: Promise<number | null>
  /** The first line of the log that says `message`. */
  line(message: string): Promise<Line>
}

const variables = () => ({
  HOST: '127.0.0.1',
  GRPC_PORT: '0',
  ADMIN_PORT: '0',
  DATABASE_HOSTS: database.config.DATABASE_HOSTS.join(),
  DATABASE_NAME: database.config.DATABASE_NAME,
  DATABASE_USER: database.config.DATABASE_USER,
  DATABASE_PASSWORD: database.config.DATABASE_PASSWORD,
  // There is no broker: facts wait in the outbox, and nothing else does.
  BROKER_URL: `amqp://guest:guest@${nobodyThere}`,
  INTERNAL_PUBLIC_KEY_FILE: publicKeyFile,
})

const start = (environment: Record<string, string> = {}): Started => {
  const child = spawn(process.execPath, ['--conditions=development', '--import', 'tsx', mainFile], {
    cwd: __dirname,
    env: { PATH: process.env['PATH'], ...variables(), ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: Line[] = []
  let rest = ''
  child.stdout.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) if (part.startsWith('{')) lines.push(JSON.parse(part) as Line)
    child.emit('lines')
  })
  const exit = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null))
  const line = async (message: string): Promise<Line> => {
    for (;;) {
      const found = lines.find(({ msg }) => msg.startsWith(message))
      if (found) return found
      await once(child, 'lines')
    }
  }
  const service = { child, exit, line }
  started.push(service)
  return service
}

const clientOf = ({ grpcPort }: Line) => createRpcClients({ targetOf: () => `127.0.0.1:${grpcPort}` })

const admin = async ({ adminPort }: Line, path: string) => {
  const response = await fetch(`http://127.0.0.1:${adminPort}${path}`)
  return { status: response.status, body: await response.text() }
}

const inFlight = async (ready: Line) => /^rapport_rpc_in_flight (\d+)/m.exec((await admin(ready, '/metrics')).body)?.[1]

const published = async (ready: Line) =>
  /^rapport_outbox_published_total [1-9]/m.test((await admin(ready, '/metrics')).body)

const jobsDone = async () => (await database.admin(`SELECT id FROM notes WHERE text = 'job'`)).length

describe('the process of a service', () => {
  it('serves without a broker, finishes what it has begun when asked to stop, and ends', async () => {
    const service = start({ SLOWNESS: '1500' })
    const ready = await service.line('ready')
    expect(await admin(ready, '/readyz')).toEqual({ status: 200, body: 'ready\n' })
    const clients = clientOf(ready)
    const accounts = clients.client(AccountService)
    expect(await accounts.createAccount({ account: { name: '云启' } }, { token })).toMatchObject({ name: 'called' })
    const slow = accounts.getAccount({ id }, { token })
    while ((await inFlight(ready)) !== '1') await new Promise((resolve) => setTimeout(resolve, 20))
    service.child.kill('SIGTERM')
    await service.line('SIGTERM')
    expect(await admin(ready, '/readyz')).toEqual({ status: 503, body: 'draining\n' })
    expect(await slow).toMatchObject({ name: 'after 1500 ms' })
    expect(await service.exit).toBe(0)
    clients.close()
  })

  it('does jobs and publishes facts on a thread of its own, and tells what that measures with the rest', async () => {
    const service = start({ BROKER_URL: testBrokerUrl() })
    const ready = await service.line('ready')
    const before = await jobsDone()
    const clients = clientOf(ready)
    await clients.client(AccountService).createAccount({ account: { name: '云启' } }, { token })
    while ((await jobsDone()) === before || !(await published(ready))) await sleep(20)
    const { body } = await admin(ready, '/metrics')
    expect(body).toMatch(/^process_start_time_seconds \d/m)
    expect(body).toMatch(/^rapport_rpc_handled_total\{.*CreateAccount".*\} 1$/m)
    service.child.kill('SIGTERM')
    expect(await service.exit).toBe(0)
    clients.close()
  })

  it('ends when the thread ends by a fault', async () => {
    const service = start({ FAULTY: 'yes' })
    await service.line('uncaught exception')
    expect(await service.exit).toBe(1)
  })

  it('lives but is not ready while the database is away, and starts when it comes', async () => {
    const [host = '', port = ''] = (database.config.DATABASE_HOSTS[0] ?? '').split(':')
    const proxy = createServer((socket) => {
      const upstream = connect(Number(port), host)
      socket.pipe(upstream).pipe(socket)
      socket.on('error', () => upstream.destroy())
      upstream.on('error', () => socket.destroy())
    })
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const address = proxy.address() as AddressInfo
    proxy.close()
    await once(proxy, 'close')

    const service = start({ DATABASE_HOSTS: `127.0.0.1:${address.port}` })
    await service.line('waiting for the database')
    const waiting = await service.line('starting')
    expect(await admin(waiting, '/livez')).toEqual({ status: 200, body: 'live\n' })
    expect(await admin(waiting, '/readyz')).toEqual({ status: 503, body: 'starting\n' })
    proxy.listen(address.port, '127.0.0.1')
    const ready = await service.line('ready')
    expect(await admin(ready, '/readyz')).toEqual({ status: 200, body: 'ready\n' })
    service.child.kill('SIGTERM')
    expect(await service.exit).toBe(0)
    proxy.close()
  })

  it('stops at once when it is asked to while it waits', async () => {
    const service = start({ DATABASE_HOSTS: nobodyThere })
    await service.line('waiting for the database')
    service.child.kill('SIGINT')
    expect(await service.exit).toBe(0)
  })

  it('ends with a sentence that names what its environment lacks', async () => {
    const service = start({ DATABASE_NAME: '', SLOWNESS: 'very' })
    const { msg } = await service.line('cannot start')
    expect(msg).toBe('cannot start: DATABASE_NAME is not set')
    expect(await service.exit).toBe(1)
  })

  it('ends with a sentence when the key of tokens is none', async () => {
    const service = start({ INTERNAL_PUBLIC_KEY_FILE: privateKeyFile })
    const { msg } = await service.line('cannot start')
    expect(msg).toContain(`${privateKeyFile} holds no Ed25519 public key in PEM`)
    expect(await service.exit).toBe(1)
  })

  it('ends when its port is taken', async () => {
    const first = await start().line('ready')
    const second = start({ GRPC_PORT: String(first.grpcPort) })
    await second.line('cannot start')
    expect(await second.exit).toBe(1)
  })
})
