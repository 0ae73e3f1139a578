import { BROKER, brokerProgram, brokerUrlOf, startBroker, stopBroker } from './broker'
import { DATABASE, databaseProgram, ownerAccess, startDatabase, stopDatabase, type DatabaseAccess } from './database'
import { dockerAnswers, startContainers } from './docker'
import { foreignBroker, foreignDatabase } from './foreign'
import { alone } from './lock'
import { canInstallPackages, installPackages } from './packages'
import { portsFrom, type Ports } from './ports'
import { running } from './processes'
import { say, Trouble } from './say'

/** Database and broker of a stack. */
export type Backends = {
  database: DatabaseAccess
  brokerUrl: string
  /** Names of those that had to be started. */
  started: string[]
  /** Names of those that are no process of ours: containers, or servers named by the environment. */
  elsewhere: string[]
}

type Kind = { name: string; variable: string; debian: string; what: string; installed: () => string | undefined }

const KINDS: Kind[] = [
  {
    name: DATABASE,
    variable: 'DATABASE_URL',
    debian: 'mariadb-server',
    what: 'MySQL 8.4 or newer, or MariaDB 10.11 or newer',
    installed: databaseProgram,
  },
  {
    name: BROKER,
    variable: 'BROKER_URL',
    debian: 'rabbitmq-server',
    what: 'RabbitMQ 3.10 or newer',
    installed: brokerProgram,
  },
]

const advice = (missing: Kind[]): string =>
  [
    'Rapport needs a database and a message broker. Missing on this machine:',
    ...missing.map(({ what, debian }) => `  - ${what} (on Debian and Ubuntu: sudo apt-get install ${debian})`),
    'Install them, or start a Docker engine with the compose plugin, or point at your own with',
    '  DATABASE_URL=mysql://root:password@host:3306 and BROKER_URL=amqp://user:password@host:5672',
  ].join('\n')

const names = (kinds: Kind[]) => kinds.map(({ name }) => name)

const isMissing = ({ installed }: Kind) => !installed()

const install = (missing: Kind[]): void => {
  if (missing.length === 0) return
  if (!canInstallPackages()) throw new Trouble(advice(missing))
  installPackages(...missing.map(({ debian }) => debian))
}

/**
 * Makes sure that database and broker are programs of this machine, for those who have to signal them; on Debian as root
 * what is missing is installed.
 * @throws Trouble saying what is missing
 */
export const requireBackendPrograms = (): void => install(KINDS.filter(isMissing))

// Programs of this machine are preferred to containers, containers to installing something.
const contain = async (dir: string, ports: Ports, missing: Kind[]): Promise<string[]> => {
  if (missing.length === 0) return []
  if (dockerAnswers()) {
    await startContainers(dir, ports, names(missing))
    return names(missing)
  }
  install(missing)
  return []
}

/**
 * Makes database and broker ready and says how to reach them: those named by DATABASE_URL and BROKER_URL first, then
 * programs of this machine, then containers; on Debian as root what is missing is installed. Reuses what already runs.
 * The caller holds the lock of `dir`.
 * @param environment where DATABASE_URL and BROKER_URL are looked up
 * @throws Trouble saying exactly what is missing, taken or broken
 */
export const readyBackends = async (
  dir: string,
  ports: Ports,
  environment: NodeJS.ProcessEnv,
  report: (line: string) => void,
): Promise<Backends> => {
  const wanted = KINDS.filter(({ variable }) => !environment[variable])
  const contained = await contain(dir, ports, wanted.filter(isMissing))
  const local = names(wanted).filter((name) => !contained.includes(name))
  const started = local.filter((name) => !running(dir, name))
  for (const name of started) report(`starting the ${name}`)
  const [database, brokerUrl] = await Promise.all([
    environment['DATABASE_URL'] ? foreignDatabase(environment['DATABASE_URL']) : ownerAccess(dir, ports.database),
    environment['BROKER_URL'] ? foreignBroker(environment['BROKER_URL']) : brokerUrlOf(dir, ports.broker),
    local.includes(DATABASE) ? startDatabase(dir, ports.database) : undefined,
    local.includes(BROKER) ? startBroker(dir, ports) : undefined,
  ])
  return { database, brokerUrl, started, elsewhere: names(KINDS).filter((name) => !local.includes(name)) }
}

/** Starts (or finds running) a private database and broker in `dir`, on ports from `portBase` upwards; never anybody else's. */
export const startBackends = (dir: string, portBase: number): Promise<Backends> =>
  alone(dir, () => readyBackends(dir, portsFrom(portBase), {}, say))

/** Stops the private database and broker of `dir`. The caller holds its lock. */
export const stopBackends = async (dir: string): Promise<void> => {
  await Promise.all([stopBroker(dir), stopDatabase(dir)])
}
