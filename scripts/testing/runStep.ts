import { spawn } from 'node:child_process'
import { ROOT } from '../stack/build'
import { say } from '../stack/say'
import { giveWay } from './giveWay'

/** A command that is right when it ends with 0. */
export type Step = { name: string; command: string; args: string[] }

export type StepOptions = {
  /** Milliseconds after which it is ended and counts as failed. */
  limit?: number
  /** Shows its output as it comes; otherwise only when it fails. */
  live?: boolean
  /** Uses the processors mostly when nothing else wants them. */
  patient?: boolean
  env?: NodeJS.ProcessEnv
}

const MINUTE = 60_000

/** Runs one step and says how it went. */
export const runStep = async (
  step: Step,
  { limit = 15 * MINUTE, live = false, patient = false, env }: StepOptions = {},
): Promise<boolean> => {
  const begin = Date.now()
  const output: Buffer[] = []
  const child = spawn(step.command, step.args, {
    cwd: ROOT,
    env: env ?? process.env,
    // In a group of its own, so that what it started can be ended with it.
    detached: true,
    stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
  })
  if (patient && child.pid) giveWay(child.pid)
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk))
  const send = (signal: NodeJS.Signals) => child.pid && process.kill(-child.pid, signal)
  const timer = setTimeout(() => send('SIGKILL'), limit)
  let interrupted = false
  const interrupt = () => {
    interrupted = true
    send('SIGINT')
  }
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  const code = await new Promise((ended) => child.once('close', ended).once('error', ended))
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  clearTimeout(timer)
  if (interrupted) process.exit(130)
  const seconds = Math.round((Date.now() - begin) / 1000)
  const ok = code === 0
  if (!ok && !live) say(Buffer.concat(output).toString().trimEnd())
  say(`${ok ? 'ok    ' : 'FAILED'}  ${step.name} (${seconds} s)`)
  return ok
}
