import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { DATABASE } from '../stack/database'
import { running } from '../stack/processes'
import { say } from '../stack/say'
import type { Stack } from '../stack/startStack'
import { BENCH_DIR, startBenchStack } from './benchStack'
import { allowedProcessors, pin } from './cpu'
import { memories, readyTimes } from './parts'
import { productOf } from './product'
import { markdownOf, writeReadme, type Compared } from './report'
import { runRound, type Probe, type Round } from './round'
import { scenariosOn, type Scenario } from './scenarios'
import { startSkeleton } from './skeletonProcesses'
import { summarise } from './summary'
import type { System } from './System'

const ROUNDS = Number(process.env['BENCH_ROUNDS'] || 5)
const SECONDS = Number(process.env['BENCH_SECONDS'] || 3)
/** Name of the only scenario to run; all by default. */
const ONLY = process.env['SCENARIO'] || undefined
const WARM_UP_SECONDS = 4
const TENANT = 1

interface Bench {
  systems: System[]
  probe: Probe
  idleStatements: number
}

const valueOf = async (connection: Connection, sql: string): Promise<string> => {
  const [[row]] = await connection.query<RowDataPacket[]>(sql)
  return String(row?.['Value'])
}

const probeOf = (connection: Connection): Probe => ({
  pid: running(BENCH_DIR, DATABASE)?.pid ?? 0,
  statements: async () => Number(await valueOf(connection, "SHOW GLOBAL STATUS LIKE 'Questions'")),
})

const idleRate = async ({ statements }: Probe): Promise<number> => {
  const before = await statements()
  await sleep(3000)
  return ((await statements()) - before) / 3
}

// Gateway and services share one processor, database and generator have the other.
const pinAll = (systems: System[], pinned: boolean, probe: Probe): boolean => {
  const all = allowedProcessors()
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
  for (const scenario of scenarios) {
    for (const system of bench.systems) await runRound(system, scenario, bench.probe, WARM_UP_SECONDS)
  }
  for (const pinned of [false, true]) {
    if (!pinAll(bench.systems, pinned, bench.probe)) {
      say('not pinned: this machine has no taskset, or one processor only')
      continue
    }
    for (const scenario of scenarios) compared.push(await compare(bench, scenario, pinned))
  }
  pinAll(bench.systems, false, bench.probe)
  return compared
}

const bench = async (stack: Stack, ready: Record<string, number>): Promise<void> => {
  const { host, port, user, password } = stack.database
  const connection = await createConnection({ host, port, user, password })
  const skeleton = await startSkeleton(stack, TENANT)
  try {
    const product = await productOf(stack)
    const probe = probeOf(connection)
    const idleStatements = await idleRate(probe)
    const scenarios = (await scenariosOn(product)).filter(({ name }) => !ONLY || name === ONLY)
    if (scenarios.length === 0) throw new Error(`there is no scenario ${ONLY}`)
    const compared = await measure({ systems: [skeleton, product], probe, idleStatements }, scenarios)
    const database = await valueOf(connection, "SHOW VARIABLES LIKE 'version'")
    const memory = memories(product.processes)
    const markdown = markdownOf({ database, rounds: ROUNDS, seconds: SECONDS, compared, ready, memory })
    say(`\n${markdown}`)
    if (!ONLY) await writeReadme(markdown)
  } finally {
    await skeleton.stop()
    await connection.end()
  }
}

const main = async (): Promise<void> => {
  const { stack, startMissing } = await startBenchStack()
  try {
    await bench(stack, await readyTimes(stack.ports, startMissing))
  } finally {
    await stack.stop()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})
