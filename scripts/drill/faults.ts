import { setTimeout as sleep } from 'node:timers/promises'
import { demoteDatabase, fillDatabaseDisk } from './databaseFaults'
import type { Drill, LinkName } from './drillStack'
import type { Random } from '../seed/random'
import { hasOwnDisk } from './ownDisk'

/**
 * What the callers may notice while a fault lasts: `slow`: answers are late, none is missing; `drained`: the same, but
 * a connection may be refused, for there is only one process; `failing`: answers may be missing.
 */
export type Bearing = 'slow' | 'drained' | 'failing'

export interface Fault {
  name: string
  bearing: Bearing
  /** Makes the fault, waits, takes it away. What has ended is not started again here. Answers with what went wrong beside. */
  make: (drill: Drill) => Promise<string[] | void>
}

const SERVICES = ['gateway', 'identity', 'customer']
const PROCESSES = [...SERVICES, 'database', 'broker']
const LINKS: readonly LinkName[] = ['identity', 'customer', 'database', 'broker']

const isBackend = (target: string) => target === 'database' || target === 'broker'

/** An own end, and a start by the supervisor. */
const ended = (target: string, signal: 'SIGKILL' | 'SIGTERM'): Fault => ({
  name: `${signal} ${target}`,
  bearing: isBackend(target) ? 'slow' : signal === 'SIGTERM' ? 'drained' : 'failing',
  make: (drill) => drill.end(target, signal),
})

const frozen = (target: string, seconds: number): Fault => ({
  name: `SIGSTOP ${seconds} s ${target}`,
  bearing: target === 'broker' || (target === 'database' && seconds <= 10) ? 'slow' : 'failing',
  make: async (drill) => {
    drill.signal(target, 'SIGSTOP')
    await sleep(seconds * 1000)
    drill.signal(target, 'SIGCONT')
  },
})

const onLink = (link: LinkName, kind: string, bearing: Bearing, make: (drill: Drill) => Promise<void>): Fault => ({
  name: `${kind} ${link}`,
  bearing: isBackend(link) ? 'slow' : bearing,
  make,
})

const reset = (link: LinkName): Fault =>
  onLink(link, 'reset', 'slow', async ({ links }) => {
    for (let count = 0; count < 5; count++) {
      links[link].cut()
      await sleep(200)
    }
  })

const blackHole = (link: LinkName, seconds: number): Fault =>
  onLink(link, 'black hole', 'failing', async ({ links }) => {
    links[link].swallow()
    await sleep(seconds * 1000)
    await links[link].heal()
  })

const late = (link: LinkName, seconds: number): Fault =>
  onLink(link, '+300 ms', 'slow', async ({ links }) => {
    links[link].slow({ delay: 150 })
    await sleep(seconds * 1000)
    await links[link].heal()
  })

const slowReading = (link: LinkName, seconds: number): Fault =>
  onLink(link, 'slow reading', 'slow', async ({ links }) => {
    links[link].slow({ bytesPerSecond: 8_000 })
    await sleep(seconds * 1000)
    await links[link].heal()
  })

/** The database is away: nobody answers at its address. */
const absent = (seconds: number): Fault =>
  onLink('database', `absent ${seconds} s`, 'slow', async ({ links }) => {
    await links.database.refuse()
    await sleep(seconds * 1000)
    await links.database.heal()
  })

const readOnly = (seconds: number): Fault => ({
  name: 'read-only database',
  bearing: 'slow',
  make: (drill) => demoteDatabase(drill, seconds),
})

const diskFull = (seconds: number): Fault => ({
  name: 'disk full database',
  bearing: 'failing',
  make: (drill) => fillDatabaseDisk(drill, seconds),
})

/** Every fault of a whole drill. */
export const allFaults = (): Fault[] => [
  ...PROCESSES.flatMap((target) => [
    ended(target, 'SIGKILL'),
    ended(target, 'SIGTERM'),
    ...[1, 10, 60].map((seconds) => frozen(target, seconds)),
  ]),
  ...LINKS.flatMap((link) => [reset(link), blackHole(link, 10), late(link, 5), slowReading(link, 5)]),
  absent(10),
  readOnly(5),
  ...(hasOwnDisk() ? [diskFull(4)] : []),
]

/**
 * One fault of each kind, none longer than it must be; whom it hits follows from the seed. A full disk is left to the whole
 * drill: MariaDB may end itself over it and then takes as long as it likes to come back.
 */
export const someFaults = (random: Random): Fault[] => [
  ended(random.pick(SERVICES), 'SIGTERM'),
  reset(random.pick(LINKS)),
  blackHole(random.pick(LINKS), 1),
  ended(random.pick(['gateway', 'identity', 'database']), 'SIGKILL'),
  late(random.pick(LINKS), 1),
  frozen(random.pick(PROCESSES), 1),
  slowReading(random.pick(LINKS), 1),
  readOnly(2.5),
  absent(9),
]
