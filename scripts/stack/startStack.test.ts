import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { allRunning, running } from './processes'
import { password } from './secrets'
import { services } from './services'
import { startStack, type StackOptions } from './startStack'
import { statusOf } from './status'
import { stopStack } from './stopStack'

const PORTS = 18300

// Stands in for a service: answers on its admin port, and says on its main port what it was given.
const program = `
const { createServer } = require('node:http')
const env = process.env
createServer((_, response) => response.end('ready')).listen(Number(env.ADMIN_PORT), env.HOST)
createServer((_, response) => response.end(JSON.stringify(env))).listen(Number(env.GRPC_PORT || env.HTTP_PORT), env.HOST)
process.on('SIGTERM', () => process.exit(0))
`

const aRoot = (dir: string, main = program): string => {
  const root = join(dir, 'root')
  for (const folder of [...services.map(({ name }) => `services/${name}`), 'gateway']) {
    mkdirSync(join(root, folder, 'dist'), { recursive: true })
    writeFileSync(join(root, folder, 'dist', 'main.js'), main)
  }
  return root
}

const backends = {
  DATABASE_URL: `mysql://root:${process.env['TEST_DATABASE_ROOT_PASSWORD']}@${process.env['TEST_DATABASE_HOST']}`,
  BROKER_URL: process.env['TEST_BROKER_URL'],
}

const names = [...services.map(({ name }) => name), 'gateway']

const environmentOf = async (port: number): Promise<Record<string, string>> =>
  (await (await fetch(`http://127.0.0.1:${port}/`)).json()) as Record<string, string>

describe('startStack', () => {
  let dir: string
  const start = (options: Partial<StackOptions> = {}) =>
    startStack({ dir, ports: PORTS, quiet: true, environment: backends, ...options, root: options.root ?? aRoot(dir) })

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'stack-'))
  })

  afterEach(async () => {
    await stopStack(dir)
    rmSync(dir, { recursive: true })
  })

  it('starts every process, and stopping leaves none', async () => {
    const stack = await start()
    expect(stack.started).toEqual(names)
    expect((await statusOf(dir, stack.ports)).filter(({ ready }) => ready).map(({ name }) => name)).toEqual(names)
    await stack.stop()
    expect(allRunning(dir)).toEqual([])
    await expect(fetch(stack.gatewayUrl)).rejects.toThrow()
  })

  it('starts only what is missing or was started from something else', async () => {
    const root = aRoot(dir)
    await start({ root, build: '1' })
    expect((await start({ root, build: '1' })).started).toEqual([])
    process.kill(running(dir, 'customer')?.pid ?? 0, 'SIGKILL')
    expect((await start({ root, build: '1' })).started).toEqual(['customer'])
    expect((await start({ root, build: '2' })).started).toEqual(names)
  })

  it('gives the private key to the gateway alone, and no administrator password to anybody', async () => {
    const { ports } = await start()
    const [gateway, identity] = await Promise.all([
      environmentOf(ports.gateway),
      environmentOf(ports.services['identity']?.grpc ?? 0),
    ])
    expect(gateway).toMatchObject({ IDENTITY_TARGET: `127.0.0.1:${ports.services['identity']?.grpc}` })
    expect(gateway['INTERNAL_PRIVATE_KEY_FILE']).toBeDefined()
    expect(identity['INTERNAL_PRIVATE_KEY_FILE']).toBeUndefined()
    expect(identity['DATABASE_USER']).toBe('rapport_identity')
    expect(statSync(identity['DATABASE_PASSWORD_FILE'] ?? '').mode & 0o777).toBe(0o600)
    expect(JSON.stringify([gateway, identity])).not.toContain(process.env['TEST_DATABASE_ROOT_PASSWORD'])
  })

  it('gives each service a user that reaches its own schema only', async () => {
    const { database } = await start()
    const connection = await createConnection({
      host: database.host,
      port: database.port,
      user: 'rapport_identity',
      password: password(dir, 'database-identity'),
    })
    const [schemas] = await connection.query('SHOW DATABASES LIKE "rapport\\_%"')
    await expect(connection.query('USE rapport_customer')).rejects.toMatchObject({ code: 'ER_DBACCESS_DENIED_ERROR' })
    await connection.end()
    expect((schemas as Record<string, string>[]).flatMap(Object.values<string>)).toEqual(['rapport_identity'])
  })

  it('names a port that is taken and the variable that moves it', async () => {
    const other = createServer().listen(PORTS, '127.0.0.1')
    await expect(start()).rejects.toThrow(/port 18300, meant for the portal and the API, is taken.*RAPPORT_PORT=/)
    await new Promise((closed) => other.close(closed))
  })

  it('shows the log of a process that dies while starting', async () => {
    const root = aRoot(dir, 'console.error("DATABASE_NAME is missing"); process.exit(1)')
    await expect(start({ root })).rejects.toThrow(/stopped while starting(.|\n)*DATABASE_NAME is missing/)
  })

  it('says what is not built', async () => {
    await expect(start({ root: join(dir, 'empty') })).rejects.toThrow(/not built yet.*identity.*make build/)
  })

  it('says which address is wrong', async () => {
    await expect(start({ environment: { ...backends, DATABASE_URL: 'postgres://x' } })).rejects.toThrow(
      'DATABASE_URL must look like mysql://root:password@host:3306',
    )
    await expect(start({ environment: { ...backends, BROKER_URL: 'amqp://127.0.0.1:1' } })).rejects.toThrow(
      'the broker of BROKER_URL (127.0.0.1:1) does not answer',
    )
  })
})
