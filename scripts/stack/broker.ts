import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { launch, running, stop, tailOfLog } from './processes'
import { findProgram } from './programs'
import { requireFree } from './requireFree'
import { say, Trouble } from './say'
import { password } from './secrets'
import { until } from './waiting'
import type { Ports } from './ports'

export const BROKER = 'broker'
export const EPMD = 'epmd'

/** The broker's only user. */
export const BROKER_USER = 'rapport'

/**
 * The installed RabbitMQ, if any. Debian's wrapper in /usr/sbin insists on its own user, the script behind it does not.
 */
export const brokerProgram = (): string | undefined =>
  findProgram('/usr/lib/rabbitmq/bin/rabbitmq-server', 'rabbitmq-server')

/** The port mapper of Erlang that belongs to the broker. */
const epmdProgram = (): string | undefined => findProgram('epmd', '/usr/lib/erlang/bin/epmd')

const configuration = (port: number, secret: string): string =>
  [
    `listeners.tcp.1 = 127.0.0.1:${port}`,
    `default_user = ${BROKER_USER}`,
    `default_pass = ${secret}`,
    'default_vhost = /',
    'default_permissions.configure = .*',
    'default_permissions.read = .*',
    'default_permissions.write = .*',
    'loopback_users = none',
    'log.console = true',
    'log.console.level = warning',
    'log.file = false',
    // A small machine: quorum queues share a write-ahead log of at most this size, kept in memory too.
    'raft.wal_max_size_bytes = 32000000',
    'disk_free_limit.absolute = 200MB',
    '',
  ].join('\n')

const environment = (folder: string, ports: Ports): NodeJS.ProcessEnv => ({
  ...process.env,
  HOME: folder, // the Erlang cookie
  RABBITMQ_NODENAME: 'rapport@localhost',
  RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
  RABBITMQ_NODE_PORT: String(ports.broker),
  RABBITMQ_DIST_PORT: String(ports.brokerNode),
  RABBITMQ_BASE: folder,
  RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
  RABBITMQ_ADVANCED_CONFIG_FILE: join(folder, 'advanced.config'),
  RABBITMQ_CONF_ENV_FILE: join(folder, 'rabbitmq-env.conf'),
  RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
  RABBITMQ_MNESIA_BASE: join(folder, 'data'),
  RABBITMQ_LOG_BASE: join(folder, 'log'),
  RABBITMQ_GENERATED_CONFIG_DIR: join(folder, 'config'),
  RABBITMQ_PID_FILE: join(folder, 'pid'),
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
  ERL_EPMD_PORT: String(ports.epmd),
  ERL_EPMD_ADDRESS: '127.0.0.1',
  ERL_CRASH_DUMP: '/dev/null',
  // Under a service manager the script replaces itself with the server instead of standing in front of it, so that its PID is the server's.
  RUNNING_UNDER_SYSTEMD: 'true',
})

/** Whether an AMQP 0-9-1 server greets us at this address: undefined while it does not. */
export const brokerGreets = (host: string, port: number): Promise<true | undefined> =>
  new Promise((answer) => {
    const socket = connect({ host, port, timeout: 2000 })
    const end = (greets: true | undefined) => {
      socket.destroy()
      answer(greets)
    }
    socket
      .once('connect', () => socket.write(Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1])))
      .once('data', (frame) => end(frame[0] === 1 ? true : undefined)) // a method frame: connection.start
      .once('error', () => end(undefined))
      .once('timeout', () => end(undefined))
      .once('close', () => end(undefined))
  })

// We start the port mapper ourselves: left to Erlang it becomes a daemon that nobody knows and that outlives the broker.
const launchEpmd = async (dir: string, folder: string, port: number): Promise<void> => {
  const program = epmdProgram()
  if (!program) throw new Trouble('epmd, which comes with Erlang, was not found beside RabbitMQ')
  await launch(dir, {
    name: EPMD,
    command: program,
    args: ['-address', '127.0.0.1', '-port', String(port)],
    env: process.env,
    cwd: folder,
    ports: [port],
  })
}

/** The address of the private broker of `dir`, with user and password. */
export const brokerUrlOf = (dir: string, port: number): string =>
  `amqp://${BROKER_USER}:${password(dir, 'broker')}@127.0.0.1:${port}`

const launchBroker = async (dir: string, program: string, ports: Ports): Promise<void> => {
  await stop(dir, EPMD)
  await requireFree([
    { port: ports.broker, use: 'the broker', variable: 'RAPPORT_BROKER_PORT' },
    { port: ports.brokerNode, use: "the broker's node", variable: 'RAPPORT_BROKER_NODE_PORT' },
    { port: ports.epmd, use: "the broker's port mapper", variable: 'RAPPORT_EPMD_PORT' },
  ])
  const folder = join(dir, 'broker')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, 'rabbitmq.conf'), configuration(ports.broker, password(dir, 'broker')), { mode: 0o600 })
  writeFileSync(join(folder, 'enabled_plugins'), '[].\n')
  await launchEpmd(dir, folder, ports.epmd)
  await launch(dir, {
    name: BROKER,
    command: program,
    args: [],
    env: environment(folder, ports),
    cwd: folder,
    ports: [ports.broker, ports.brokerNode],
  })
}

/**
 * Starts a private RabbitMQ in `dir` on 127.0.0.1. Does nothing when it runs already on that port; moves it when it
 * runs on another.
 * @param within milliseconds to wait until it greets
 * @throws Trouble with the end of its log when it does not come up
 */
export const startBroker = async (dir: string, ports: Ports, within = 90_000): Promise<void> => {
  const program = brokerProgram()
  if (!program) throw new Trouble('no RabbitMQ (rabbitmq-server) is installed')
  const current = running(dir, BROKER)
  if (current && !current.ports.includes(ports.broker)) await stopBroker(dir)
  if (!running(dir, BROKER)) await launchBroker(dir, program, ports)
  const answer = await until(
    async () => (await brokerGreets('127.0.0.1', ports.broker)) ?? (running(dir, BROKER) ? undefined : false),
    { within, every: 100 },
  )
  if (!answer) throw new Trouble(`RabbitMQ did not start; the end of its log:\n${tailOfLog(dir, BROKER)}`)
}

/** Stops the private RabbitMQ in `dir` and its port mapper, leaving its data. */
export const stopBroker = async (dir: string): Promise<void> => {
  if ((await stop(dir, BROKER, 45_000)) === 'killed') say('RabbitMQ had to be killed; it recovers at its next start')
  await stop(dir, EPMD)
}
