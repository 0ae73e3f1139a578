import { BROKER, brokerGreets, EPMD } from './broker'
import { DATABASE, databaseAnswers, ownerAccess } from './database'
import { readFacts } from './facts'
import { memoryOf } from './memory'
import { GATEWAY } from './parts'
import type { Ports } from './ports'
import { running } from './processes'
import { isReady } from './readiness'
import { services } from './services'

/** One line of `make status`. */
export type Status = { name: string; pid?: number; ports: number[]; ready: boolean; memory: number; elsewhere: boolean }

const isPartReady = async (dir: string, ports: Ports, name: string): Promise<boolean> => {
  if (name === DATABASE) return (await databaseAnswers(ownerAccess(dir, ports.database))) ?? false
  if (name === BROKER) return (await brokerGreets('127.0.0.1', ports.broker)) ?? false
  if (name === EPMD) return true
  return isReady(name === GATEWAY ? ports.gatewayAdmin : (ports.services[name]?.admin ?? 0))
}

/** State of every part of the stack in `dir`, in the order of starting. Parts that run elsewhere have no pid. */
export const statusOf = async (dir: string, fallback: Ports): Promise<Status[]> => {
  const facts = readFacts(dir)
  const ports = facts?.ports ?? fallback
  return Promise.all(
    [DATABASE, EPMD, BROKER, ...services.map(({ name }) => name), GATEWAY].map(async (name) => {
      const record = running(dir, name)
      return record
        ? {
            name,
            pid: record.pid,
            ports: record.ports,
            ready: await isPartReady(dir, ports, name),
            memory: memoryOf(record.pid),
            elsewhere: false,
          }
        : { name, ports: [], ready: false, memory: 0, elsewhere: facts?.elsewhere.includes(name) ?? false }
    }),
  )
}

const row = (name: string, state: string, pid: string, memory: string, ports: string) =>
  `${name.padEnd(12)} ${state.padEnd(10)} ${pid.padStart(8)} ${memory.padStart(8)}  ${ports}`

/** The table that `make status` prints. */
export const statusTable = (rows: Status[]): string =>
  [
    row('part', 'state', 'pid', 'memory', 'ports'),
    ...rows.map(({ name, pid, ports, ready, memory, elsewhere }) =>
      pid === undefined
        ? row(name, elsewhere ? 'elsewhere' : 'stopped', '-', '-', '')
        : row(name, ready ? 'ready' : 'not ready', String(pid), `${memory} MB`, ports.join(' ')),
    ),
    row('', '', '', `${rows.reduce((sum, { memory }) => sum + memory, 0)} MB`, ''),
  ].join('\n')
