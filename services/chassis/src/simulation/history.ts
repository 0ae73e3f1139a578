import { Sequelize } from 'sequelize'
import { chassisTables } from '../migrations/chassisTables'
import { brokerServer, type BrokerServer } from './brokerServer'
import { labelOf } from './labelOf'
import { newClient, type Client, type Running } from './client'
import { databaseServer, type DatabaseServer } from './databaseServer'
import { fakeTime } from './fakeTime'
import { faultsIn, type Job } from './judge'
import { ACCOUNTS, planFrom, type Kind, type Plan } from './plan'
import { randomFrom } from './random'
import { JOB, scenarioTables } from './scenario'
import { schemaFrom } from './sql/table'
import { startSimulatedService } from './simulatedService'
import { newWorld, type Choice, type Process, type World } from './world'

/** What happened in a history. */
export interface History {
  /** What is wrong with it, in sentences. */
  readonly faults: readonly string[]
  readonly steps: number
  /** Each step: the time in ms, the process, what happened. Only when asked for. */
  readonly trace: readonly string[]
  /** All kinds of steps, and the one at which a process crashed. */
  readonly labels: ReadonlySet<string>
  readonly crashedAt: string | undefined
}

interface Servers {
  readonly database: DatabaseServer
  readonly broker: BrokerServer
}

const PROCESSES = ['p1', 'p2']
/** Other faults come within these steps; then everything must come to rest. */
const FAULTS_WITHIN = 400
const TOO_LONG = 10_000
/** Steps for which it must stay at rest. */
const AFTERWARDS = 6
/** Share of the steps before which something else goes wrong. */
const TROUBLE = 0.008
const RESTART_AFTER = [0, 500, 3_500]
const PAUSES = [200, 2_000, 8_000]

const sequelize = new Sequelize({ dialect: 'mysql', logging: false })
export const schema = [...chassisTables.map(({ up }) => String(up)), ...scenarioTables].map(schemaFrom)

const load = (server: DatabaseServer) => {
  for (const id of ACCOUNTS) {
    const sql = `INSERT INTO accounts (tenant_id, id, name, version) VALUES (1, '${id}', '${id}', 0)`
    server.session(true).run(sql, undefined, () => undefined)
  }
}

/** Nothing is under way any more. */
const isAtRest = ({ queues, jobs }: Plan, clients: readonly Client[], { database, broker }: Servers): boolean =>
  clients.every(({ outcome }) => outcome) &&
  (queues.length === 0 || (broker.idle() && database.committed('outbox').length === 0)) &&
  (!jobs || database.committed<Job>('jobs').every(({ state, kind }) => state === 'DONE' || kind !== JOB))

interface HistoryOptions {
  /** Whether each step is noted. */
  readonly traced?: boolean
  /** What it is about; drawn when absent. */
  readonly kind?: Kind
  /** The model of the database, where it is not the usual one. */
  readonly newDatabase?: (world: World) => DatabaseServer
}

/** Runs the history of a seed: a few commands of several callers, on two processes, with a crash and other faults. */
export const runHistory = async (
  seed: number,
  { traced = false, kind, newDatabase = (world) => databaseServer(world, schema) }: HistoryOptions = {},
): Promise<History> => {
  const random = randomFrom(seed)
  const plan = planFrom(random, kind)
  const labels = new Set<string>()
  const trace: string[] = []
  const running = new Map<string, Running>()
  let crashedAt: string | undefined
  let steps = 0

  const crash = (process: Process) => {
    world.crash(process)
    running.delete(process.name)
    start(process.name, random.pick(RESTART_AFTER))
  }
  const cut = ({ line }: Choice) => line?.cut()
  const cutAny = () => world.lines().length > 0 && random.pick(world.lines()).cut()
  const troubles: readonly ((choice: Choice) => unknown)[] = [
    cut,
    cut,
    cutAny,
    () => running.size > 0 && random.pick([...running.values()]).process.pause(random.pick(PAUSES)),
    () => running.size > 0 && crash(random.pick([...running.values()]).process),
    () => world.pass(random.pick(PAUSES)),
  ]

  const prevented = (choice: Choice, step: number): boolean => {
    const { label, of } = choice
    steps = step
    if (traced) {
      labels.add(labelOf(label))
      trace.push(`${world.now() % 1e7} ${of?.name ?? '-'} ${labelOf(label)}`)
    }
    if (step < FAULTS_WITHIN && random.chance(TROUBLE)) {
      random.pick(troubles)(choice)
      return true
    }
    const isTime = step >= plan.crash.step || plan.crash.on.test(label)
    if (crashedAt !== undefined || !of?.alive || !isTime) return false
    crashedAt = labelOf(label)
    crash(of)
    return true
  }

  const world = newWorld({ random, prevented })
  const servers = { database: newDatabase(world), broker: brokerServer(world) }
  const start = (name: string, delay: number) => {
    const process = world.process(name)
    const run = () =>
      void running.set(name, { process, database: startSimulatedService({ world, sequelize, ...servers }, plan) })
    world.addTimer(run, delay, { owner: process })
  }

  const clients = plan.callers.map(({ command, delay }) =>
    newClient(world, () => [...running.values()], command, delay),
  )
  const restore = fakeTime(world)
  try {
    load(servers.database)
    for (const name of PROCESSES) start(name, 0)
    for (let rest = 0; rest < AFTERWARDS && steps < TOO_LONG;) {
      if (!(await world.step())) break
      rest = isAtRest(plan, clients, servers) ? rest + 1 : 0
    }
  } finally {
    restore()
  }
  const endless = steps < TOO_LONG ? [] : ['it does not come to rest']
  return {
    faults: [...endless, ...faultsIn(plan, clients, servers.database, servers.broker)],
    steps,
    trace,
    labels,
    crashedAt,
  }
}
