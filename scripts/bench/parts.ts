import { setTimeout as sleep } from 'node:timers/promises'
import { memoryOf } from '../stack/memory'
import { running, stop } from '../stack/processes'
import { isReady } from '../stack/readiness'
import { BENCH_DIR, type StartMissing } from './benchStack'
import { cpuOf } from './cpu'
import type { Ports } from '../stack/ports'

const readyTime = async (name: string, admin: number): Promise<number> => {
  while (!running(BENCH_DIR, name)) await sleep(5)
  const born = performance.now()
  while (!(await isReady(admin))) await sleep(10)
  return (performance.now() - born) / 1000
}

/** Where each process of the product tells about itself. */
export const adminPorts = (ports: Ports): Record<string, number> => ({
  ...Object.fromEntries(Object.entries(ports.services).map(([name, { admin }]) => [name, admin])),
  gateway: ports.gatewayAdmin,
})

/** Restarts every process of the product, one by one, on the running database: seconds from its birth until it was ready. */
export const readyTimes = async (ports: Ports, startMissing: StartMissing): Promise<Record<string, number>> => {
  const times: Record<string, number> = {}
  for (const [name, admin] of Object.entries(adminPorts(ports))) {
    await stop(BENCH_DIR, name)
    const [time] = await Promise.all([readyTime(name, admin), startMissing()])
    times[name] = time
  }
  return times
}

const REST_SECONDS = 10

/** Processor time that processes use while nobody asks for anything, in ms a second. */
export const idleCosts = async (processes: Record<string, number>): Promise<Record<string, number>> => {
  const look = () => Object.entries(processes).map(([name, pid]) => ({ name, used: cpuOf(pid) }))
  const before = look()
  await sleep(REST_SECONDS * 1000)
  return Object.fromEntries(look().map(({ name, used }, at) => [name, (used - (before[at]?.used ?? 0)) / REST_SECONDS]))
}

/** Resident memory of processes now, in MiB. */
export const memories = (processes: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(processes).map(([name, pid]) => [name, memoryOf(pid)]))
