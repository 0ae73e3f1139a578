import { Agent } from 'node:http'
import { cpuOf } from './cpu'
import { openLoop, type LoadResult } from './openLoop'
import type { Scenario } from './scenarios'
import type { System } from './System'

/** One run of one scenario on one system; everything but the load is a difference between before and after. */
export interface Round extends LoadResult {
  /** Milliseconds of processor time by process. */
  cpu: Record<string, number>
  databaseCpu: number
  statements: number
  calls: number | undefined
  seconds: number
}

/** The database, as a round looks at it. */
export interface Probe {
  pid: number
  /** Statements that the server has been asked for so far. */
  statements: () => Promise<number>
}

const cpuOfAll = (processes: Record<string, number>) =>
  Object.fromEntries(Object.entries(processes).map(([name, pid]) => [name, cpuOf(pid)]))

const look = async (system: System, probe: Probe) => ({
  calls: await system.calls(),
  statements: await probe.statements(),
  cpu: cpuOfAll(system.processes),
  databaseCpu: probe.pid === 0 ? 0 : cpuOf(probe.pid),
  at: performance.now(),
})

const SETTLE = 400

/** Puts the load of a scenario on a system for some seconds, and waits for what follows it (events) before looking again. */
export const runRound = async (system: System, scenario: Scenario, probe: Probe, seconds: number): Promise<Round> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 })
  try {
    const before = await look(system, probe)
    const result = await openLoop({ ...system, ...scenario, agent, seconds })
    await new Promise((done) => setTimeout(done, SETTLE))
    const after = await look(system, probe)
    return {
      ...result,
      cpu: Object.fromEntries(Object.entries(after.cpu).map(([name, used]) => [name, used - (before.cpu[name] ?? 0)])),
      databaseCpu: after.databaseCpu - before.databaseCpu,
      statements: after.statements - before.statements,
      calls: after.calls === undefined || before.calls === undefined ? undefined : after.calls - before.calls,
      seconds: (after.at - before.at) / 1000,
    }
  } finally {
    agent.destroy()
  }
}
