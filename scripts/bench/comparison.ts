import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { DATABASE } from '../stack/database'
import { running } from '../stack/processes'
import { say } from '../stack/say'
import type { Stack } from '../stack/startStack'
import { BENCH_DIR } from './benchStack'
import { allowedProcessors, pin } from './cpu'
import type { Compared } from './report'
import { runRound, type Probe, type Round } from './round'
import type { Scenario } from './scenarios'
import { startSkeleton } from './skeletonProcesses'
import { summarise } from './summary'
import type { System } from './System'

/** Rounds per scenario, system and mode. */
export const ROUNDS = Number(process.env['BENCH_ROUNDS'] || 5)
/** Length of a round. */
export const SECONDS = Number(process.env['BENCH_SECONDS'] || 3)
/** What each system answers before it is measured, so that its code is compiled: a server runs for weeks. */
const WARM_UP = { requests: 3_000, seconds: 20, speed: 1.5 }
const TENANT = 1

interface Bench {
  systems: System[]
  probe: Probe
  idleStatements: number
}

const probeOf = (connection: Connection): Probe => ({
  pid: running(BENCH_DIR, DATABASE)?.pid ?? 0,
  statements: async () => {
    const [[row]] = await connection.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Questions'")
    return Number(row?.['Value'])
  },
})

const idleRate = async ({ statements }: Probe): Promise<number> => {
  const before = await statements()
  await sleep(3000)
  return ((await statements()) - before) / 3
}

// Gateway and services share one processor, database and generator have the other.
const pinAll = (systems: System[], pinned: boolean, probe: Probe, all: string): boolean => {
  const pids = systems.flatMap(({ processes }) => Object.values(processes))
  const others = probe.pid === 0 ? [process.pid] : [process.pid, probe.pid]
  return pin(pids, pinned ? '0' : all) && pin(others, pinned ? '1' : all)
}

const compare = async ({ systems, probe, idleStatements }: Bench, scenario: Scenario, pinned: boolean) => {
  const rounds: Record<System['name'], Round[]> = { skeleton: [], product: [] }
  for (let index = 0; index < ROUNDS; index++) {
    for (const system of systems) rounds[system.name].push(await runRound(system, scenario, probe, SECONDS))
  }
  const { name, rate, target } = scenario
  const skeleton = summarise(rounds.skeleton, rate, idleStatements)
  const product = summarise(rounds.product, rate, idleStatements)
  const ratio = (product.perCpuSecond / skeleton.perCpuSecond).toFixed(2)
  say(`${name}${pinned ? ', pinned' : ''}: ${ratio} of the skeleton's requests per CPU-second`)
  return { scenario: name, pinned, rate, target, skeleton, product }
}

const measure = async (bench: Bench, scenarios: Scenario[]): Promise<Compared[]> => {
  const compared: Compared[] = []
  // Asked once: while all are pinned, so is this process.
  const all = allowedProcessors()
  for (const scenario of scenarios) {
    const warmUp = { ...scenario, rate: scenario.rate * WARM_UP.speed }
    const seconds = Math.max(WARM_UP.seconds, WARM_UP.requests / warmUp.rate)
    for (const system of bench.systems) await runRound(system, warmUp, bench.probe, seconds)
  }
  for (const pinned of [false, true]) {
    if (!pinAll(bench.systems, pinned, bench.probe, all)) {
      say('not pinned: this machine has no taskset, or one processor only')
      continue
    }
    for (const scenario of scenarios) compared.push(await compare(bench, scenario, pinned))
  }
  pinAll(bench.systems, false, bench.probe, all)
  return compared
}

/** Runs the scenarios on a skeleton and on the product, by turns. */
export const compareSystems = async (
  stack: Stack,
  connection: Connection,
  product: System,
  scenarios: Scenario[],
): Promise<Compared[]> => {
  if (scenarios.length === 0) return []
  const skeleton = await startSkeleton(stack, TENANT)
  try {
    const probe = probeOf(connection)
    const idleStatements = await idleRate(probe)
    return await measure({ systems: [skeleton, product], probe, idleStatements }, scenarios)
  } finally {
    await skeleton.stop()
  }
}
