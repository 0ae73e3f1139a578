import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BROKER, BROKER_USER, brokerGreets } from './broker'
import { DATABASE, databaseAnswers, ownerAccess } from './database'
import type { Ports } from './ports'
import { findProgram } from './programs'
import { Trouble } from './say'
import { password } from './secrets'
import { until } from './waiting'

const docker = (...args: string[]) => spawnSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** Whether a container engine with the compose plugin answers. */
export const dockerAnswers = (): boolean =>
  findProgram('docker') !== undefined && docker('compose', 'version').status === 0 && docker('info').status === 0

const compositionPath = (dir: string) => join(dir, 'compose.json')

const project = (dir: string, ports: Ports) => [
  'compose',
  '-p',
  `rapport-${ports.database}`,
  '-f',
  compositionPath(dir),
]

// JSON is YAML, and the passwords stay in this private file.
const composition = (dir: string, ports: Ports, wanted: string[]) => {
  const all: Record<string, object> = {
    database: {
      image: 'mysql:9.7',
      command: [
        '--innodb-flush-log-at-trx-commit=1',
        '--sync-binlog=1',
        '--default-time-zone=+00:00',
        '--max-connections=500',
      ],
      environment: { MYSQL_ROOT_PASSWORD: password(dir, 'database-root'), MYSQL_ROOT_HOST: '%' },
      ports: [`127.0.0.1:${ports.database}:3306`],
      volumes: ['database:/var/lib/mysql'],
    },
    broker: {
      image: 'rabbitmq:4',
      hostname: 'broker',
      environment: { RABBITMQ_DEFAULT_USER: BROKER_USER, RABBITMQ_DEFAULT_PASS: password(dir, 'broker') },
      ports: [`127.0.0.1:${ports.broker}:5672`],
      volumes: ['broker:/var/lib/rabbitmq'],
    },
  }
  const chosen = Object.entries(all).filter(([name]) => wanted.includes(name))
  return { services: Object.fromEntries(chosen), volumes: Object.fromEntries(chosen.map(([name]) => [name, {}])) }
}

/**
 * Starts the wanted ones of database and broker as containers, published on 127.0.0.1 only, with the passwords that
 * private ones would have.
 * @throws Trouble with what the engine says when they do not come up
 */
export const startContainers = async (dir: string, ports: Ports, wanted: string[]): Promise<void> => {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  writeFileSync(compositionPath(dir), JSON.stringify(composition(dir, ports, wanted), null, 2), { mode: 0o600 })
  const { status, stderr } = docker(...project(dir, ports), 'up', '-d')
  if (status !== 0) throw new Trouble(`docker compose could not start ${wanted.join(' and ')}:\n${stderr}`)
  const patience = { within: 180_000, every: 500 }
  const ready = await Promise.all([
    wanted.includes(DATABASE) ? until(() => databaseAnswers(ownerAccess(dir, ports.database)), patience) : true,
    wanted.includes(BROKER) ? until(() => brokerGreets('127.0.0.1', ports.broker), patience) : true,
  ])
  if (ready.includes(undefined))
    throw new Trouble(`the containers of ${wanted.join(' and ')} were not ready in three minutes`)
}

/** Whether containers were started for this stack. */
export const hasContainers = (dir: string): boolean => existsSync(compositionPath(dir))

/** Stops and removes the containers of this stack; their volumes stay. */
export const stopContainers = (dir: string, ports: Ports): void => {
  const { status, stderr } = docker(...project(dir, ports), 'down')
  if (status !== 0) throw new Trouble(`docker compose could not stop its containers:\n${stderr}`)
  rmSync(compositionPath(dir))
}
