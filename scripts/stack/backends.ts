import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BROKER, brokerGreets, brokerProgram, startBroker, stopBroker } from './broker'
import {
  DATABASE,
  databaseAnswers,
  databaseProgram,
  startDatabase,
  stopDatabase,
  type DatabaseAccess,
} from './database'
import { dockerAnswers, startContainers, stopContainers } from './docker'
import { alone } from './lock'
import { canInstallPackages, installPackages } from './packages'
import { portsFrom, type Ports } from './ports'
import { requireFree } from './requireFree'
import { Trouble } from './say'
import { running } from './processes'

/** Database and broker of a stack, wherever they come from. */
export type Backends = { database: DatabaseAccess; brokerUrl: string }

type Part = { name: 'database' | 'broker'; debian: string; what: string; installed: () => string | undefined }

const PARTS: Part[] = [
  {
    name: 'database',
    debian: 'mariadb-server',
    what: 'MySQL 8.4 or newer, or MariaDB 10.11 or newer',
    installed: databaseProgram,
  },
  { name: 'broker', debian: 'rabbitmq-server', what: 'RabbitMQ 3.10 or newer', installed: brokerProgram },
]

const advice = (missing: Part[]): string =>
  [
    'Rapport needs a database and a message broker, and these are missing on this machine:',
    ...missing.map(({ what, debian }) => `  - ${what} (Debian and Ubuntu: sudo apt-get install ${debian})`),
    'Install them, or start a Docker engine, or point DATABASE_URL (mysql://root:password@host:3306) and BROKER_URL (amqp://user:password@host:5672) at your own.',
  ].join('\n')

const fromDatabaseUrl = (text: string): DatabaseAccess => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'mysql:' || !url.username)
    throw new Trouble('DATABASE_URL must look like mysql://root:password@host:3306')
  return {
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
}

const foreignDatabase = async (text: string): Promise<DatabaseAccess> => {
  const access = fromDatabaseUrl(text)
  if (await databaseAnswers(access)) return access
  throw new Trouble(
    `the database of DATABASE_URL (${access.user}@${access.host}:${access.port}) does not answer or refuses the login`,
  )
}

const foreignBroker = async (text: string): Promise<string> => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^amqps?:$/.test(url.protocol))
    throw new Trouble('BROKER_URL must look like amqp://user:password@host:5672')
  const port = Number(url.port || (url.protocol === 'amqps:' ? 5671 : 5672))
  if (url.protocol === 'amqps:' || (await brokerGreets(url.hostname, port))) return text
  throw new Trouble(`the broker of BROKER_URL (${url.hostname}:${port}) does not answer`)
}

const isPart = (name: Part['name'], parts: Part[]) => parts.some((part) => part.name === name)

const requirePorts = async (dir: string, ports: Ports, local: Part[]): Promise<void> => {
  if (isPart('database', local) && !running(dir, DATABASE)) {
    await requireFree([{ port: ports.database, use: 'the database', variable: 'RAPPORT_DATABASE_PORT' }])
  }
  if (isPart('broker', local) && !running(dir, BROKER)) {
    await requireFree([
      { port: ports.broker, use: 'the broker', variable: 'RAPPORT_BROKER_PORT' },
      { port: ports.brokerNode, use: "the broker's node", variable: 'RAPPORT_BROKER_NODE_PORT' },
    ])
  }
}

/**
 * Makes database and broker ready and says how to reach them: those named by DATABASE_URL and BROKER_URL first, then
 * programs of this machine, then containers; on Debian as root what is missing is installed. Reuses what already runs.
 * @param environment where DATABASE_URL and BROKER_URL are looked up; tests pass none, so that they never touch real data
 * @throws Trouble saying exactly what is missing, taken or broken
 */
export const readyBackends = async (dir: string, ports: Ports, environment: NodeJS.ProcessEnv): Promise<Backends> =>
  alone(dir, async () => {
    const { DATABASE_URL: databaseUrl, BROKER_URL: brokerUrl } = environment
    const wanted = PARTS.filter(({ name }) => !(name === 'database' ? databaseUrl : brokerUrl))
    const missing = wanted.filter(({ installed }) => !installed())
    const contained = missing.length > 0 && dockerAnswers() ? missing : []
    if (missing.length > 0 && contained.length === 0) {
      if (!canInstallPackages()) throw new Trouble(advice(missing))
      installPackages(...missing.map(({ debian }) => debian))
    }
    const local = wanted.filter(({ name }) => !isPart(name, contained))
    await requirePorts(dir, ports, local)
    const containers =
      contained.length > 0
        ? await startContainers(
            dir,
            ports,
            contained.map(({ name }) => name),
          )
        : undefined
    const [database, broker] = await Promise.all([
      databaseUrl
        ? foreignDatabase(databaseUrl)
        : isPart('database', local)
          ? startDatabase(dir, ports.database)
          : undefined,
      brokerUrl ? foreignBroker(brokerUrl) : isPart('broker', local) ? startBroker(dir, ports) : undefined,
    ])
    const backends = { database: database ?? containers?.database, brokerUrl: broker ?? containers?.brokerUrl }
    if (!backends.database || !backends.brokerUrl) throw new Trouble(advice(wanted))
    return { database: backends.database, brokerUrl: backends.brokerUrl }
  })

/** Starts (or finds running) a private database and broker for tests in `dir`, on ports from `portBase` upwards. */
export const startBackends = (dir: string, portBase: number): Promise<Backends> =>
  readyBackends(dir, portsFrom(portBase), {})

/**
 * Stops what readyBackends started in `dir`; data stays.
 * @param unless asked once nobody else can start or stop them; true leaves them running
 */
export const stopBackends = (dir: string, ports?: Ports, unless = () => false): Promise<void> =>
  alone(dir, async () => {
    if (unless()) return
    if (ports && existsSync(join(dir, 'compose.json')) && dockerAnswers()) stopContainers(dir, ports)
    await Promise.all([stopBroker(dir), stopDatabase(dir)])
  })
