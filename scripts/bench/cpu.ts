import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { findProgram } from '../stack/programs'

// USER_HZ, which Linux shows to programs as 100 on every architecture that Node runs on.
const TICKS = 100

/** Processor time that a process has used so far, user and system, in milliseconds. */
export const cpuOf = (pid: number): number => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in brackets may hold blanks; utime and stime are fields 14 and 15, the 12th and 13th behind it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS
}

/** Puts all threads of processes on the given processors; false when this machine cannot. */
export const pin = (pids: number[], processors: string): boolean => {
  const taskset = findProgram('taskset')
  if (!taskset) return false
  return pids.every((pid) => spawnSync(taskset, ['-a', '-c', '-p', processors, String(pid)]).status === 0)
}

/** The processors that this process may use, in the form taskset takes. */
export const allowedProcessors = (): string =>
  /^Cpus_allowed_list:\s+(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0'
