import { spawn } from 'node:child_process'
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { birthOf } from './birth'
import { until } from './waiting'

/** A process this stack started, as remembered in `run/<name>.json`; `version` tells what it was started from. */
export type Running = { name: string; pid: number; born: string; ports: number[]; version: string }

export type Launch = {
  name: string
  command: string
  args: string[]
  env: NodeJS.ProcessEnv
  cwd: string
  ports: number[]
  version?: string
}

const LOG_LIMIT = 20 * 1024 * 1024

const recordPath = (dir: string, name: string) => join(dir, 'run', `${name}.json`)

/** Path of the log of a part of the stack in `dir`. */
export const logPath = (dir: string, name: string): string => join(dir, 'logs', `${name}.log`)

const openLog = (path: string): number => {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_LIMIT) renameSync(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}

/** The last lines of a part's log, to show why it did not start. */
export const tailOfLog = (dir: string, name: string, lines = 15): string => {
  try {
    return readFileSync(logPath(dir, name), 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
  } catch {
    return ''
  }
}

/** The process of that name, if we started it and it still lives. A record of a dead one is removed. */
export const running = (dir: string, name: string): Running | undefined => {
  try {
    const record = JSON.parse(readFileSync(recordPath(dir, name), 'utf8')) as Running
    if (birthOf(record.pid) === record.born) return record
    rmSync(recordPath(dir, name), { force: true })
  } catch {
    return undefined
  }
  return undefined
}

/** Every living process this stack started in `dir`. */
export const allRunning = (dir: string): Running[] => {
  try {
    return readdirSync(join(dir, 'run'))
      .filter((file) => file.endsWith('.json'))
      .map((file) => running(dir, file.slice(0, -'.json'.length)))
      .filter((record) => record !== undefined)
  } catch {
    return []
  }
}

/**
 * Starts a process that outlives us, its output in `logs/<name>.log`, and remembers it under `run/`.
 * @throws when the program cannot be executed at all
 */
export const launch = async (
  dir: string,
  { name, command, args, env, cwd, ports, version = '' }: Launch,
): Promise<Running> => {
  for (const folder of ['run', 'logs']) mkdirSync(join(dir, folder), { recursive: true, mode: 0o700 })
  const log = openLog(logPath(dir, name))
  try {
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', log, log] })
    await new Promise((started, failed) => child.once('spawn', () => started(undefined)).once('error', failed))
    child.unref()
    const pid = child.pid ?? 0
    const record = { name, pid, born: birthOf(pid) ?? 'gone', ports, version }
    writeFileSync(recordPath(dir, name), JSON.stringify(record), { mode: 0o600 })
    return record
  } finally {
    closeSync(log)
  }
}

const isGone = ({ pid, born }: Running) => (birthOf(pid) === born ? undefined : true)

const signal = ({ pid }: Running, name: NodeJS.Signals) => {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/**
 * Ends a process of ours: politely first, by force when it has not gone within the given milliseconds.
 * @returns how it went, or 'absent' when there was nothing to stop
 */
export const stop = async (dir: string, name: string, within = 15_000): Promise<'absent' | 'stopped' | 'killed'> => {
  const record = running(dir, name)
  if (!record) return 'absent'
  signal(record, 'SIGTERM')
  const polite = await until(() => isGone(record), { within })
  if (!polite) {
    signal(record, 'SIGKILL')
    await until(() => isGone(record), { within: 10_000 })
  }
  rmSync(recordPath(dir, name), { force: true })
  return polite ? 'stopped' : 'killed'
}
