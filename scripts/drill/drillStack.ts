import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { aFaultyProxy, type FaultyProxy } from '@rapport/chassis/testing'
import { brokerUrlOf } from '../stack/broker'
import { build, ROOT } from '../stack/build'
import { portsFrom } from '../stack/ports'
import { running } from '../stack/processes'
import { say, Trouble } from '../stack/say'
import { secretFile } from '../stack/secrets'
import { startStack, type Stack } from '../stack/startStack'
import { stopStack } from '../stack/stopStack'
import { until } from '../stack/waiting'

/** Folder of the stack that is maltreated, apart from every other. */
export const DRILL_DIR = join(ROOT, '.local', 'drill')

const PORT_BASE = Number(process.env['RAPPORT_DRILL_PORT_BASE'] || 18400)

// One address and one person make all requests, and nobody waits for a limit instead of for the fault.
const UNLIMITED = { RATE_PER_ACTOR: '100000000', RATE_PER_ADDRESS: '100000000', RATE_SIGN_IN: '100000' }

/** The ways that lead through a proxy of ours. */
export type LinkName = 'identity' | 'customer' | 'database' | 'broker'

/** The stack under test, with what can be done to it. */
export interface Drill {
  stack: Stack
  /** The way to each peer, which everybody who calls it takes. */
  links: Record<LinkName, FaultyProxy>
  signal: (part: string, signal: NodeJS.Signals) => void
  /** Ends a process; resolves when nothing of it is left. */
  end: (part: string, signal: 'SIGKILL' | 'SIGTERM') => Promise<void>
  /** Starts what is missing, as a supervisor would; resolves when everything is ready. */
  recover: () => Promise<void>
  stop: () => Promise<void>
}

const pidOf = (part: string): number => {
  const record = running(DRILL_DIR, part)
  if (!record) throw new Trouble(`${part} does not run`)
  return record.pid
}

// Not only its first thread: the others still hold its ports.
const isGone = (pid: number): true | undefined => {
  try {
    process.kill(pid, 0)
    return undefined
  } catch {
    return true
  }
}

const openLinks = async (): Promise<Drill['links']> => {
  const { services, database, broker } = portsFrom(PORT_BASE)
  const to = (port = 0) => aFaultyProxy(`127.0.0.1:${port}`)
  return {
    identity: await to(services['identity']?.grpc),
    customer: await to(services['customer']?.grpc),
    database: await to(database),
    broker: await to(broker),
  }
}

const settingsOf = ({ identity, customer, database, broker }: Drill['links']): Record<string, string> => ({
  ...UNLIMITED,
  IDENTITY_TARGET: identity.address,
  CUSTOMER_TARGET: customer.address,
  DATABASE_HOSTS: database.address,
  BROKER_URL_FILE: secretFile(
    DRILL_DIR,
    'broker-url-of-the-drill',
    brokerUrlOf(DRILL_DIR, Number(broker.address.split(':')[1])),
  ),
})

/** Starts what has ended, again when something ends meanwhile: a database that gives itself up over a full disk takes its time. */
const supervise = async (start: () => Promise<unknown>): Promise<void> => {
  for (let left = 3; ; left--) {
    try {
      return void (await start())
    } catch (error) {
      if (left === 0) throw error
      await sleep(1_000)
    }
  }
}

/** A new, empty stack whose inner connections lead through proxies of ours. */
export const startDrillStack = async (): Promise<Drill> => {
  const version = await build(say)
  await stopStack(DRILL_DIR)
  for (const part of ['database/data', 'broker', 'logs'])
    rmSync(join(DRILL_DIR, part), { recursive: true, force: true })
  const links = await openLinks()
  const start = () =>
    startStack({ dir: DRILL_DIR, ports: PORT_BASE, settings: settingsOf(links), build: version, quiet: true })
  const stop = async () => {
    await stopStack(DRILL_DIR)
    await Promise.all(Object.values(links).map((link) => link.stop()))
  }
  try {
    return {
      stack: await start(),
      links,
      signal: (part, signal) => void process.kill(pidOf(part), signal),
      end: async (part, signal) => {
        const pid = pidOf(part)
        process.kill(pid, signal)
        if (!(await until(() => isGone(pid), { within: 60_000, every: 20 }))) throw new Trouble(`${part} does not end`)
      },
      recover: () => supervise(start),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
