import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { logPath } from './processes'
import { Trouble } from './say'

const known = (dir: string): string[] => {
  const folder = join(dir, 'logs')
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.log'))
        .map((file) => file.slice(0, -'.log'.length))
    : []
}

/**
 * Shows the end of the logs and follows them until interrupted.
 * @param service one part; all parts by default
 * @throws Trouble when there is no such log
 */
export const followLogs = async (dir: string, service?: string): Promise<void> => {
  const names = known(dir)
  if (names.length === 0) throw new Trouble('there are no logs yet: run "make up" first')
  if (service && !names.includes(service)) throw new Trouble(`no log of "${service}"; there are: ${names.join(', ')}`)
  const files = (service ? [service] : names).map((name) => logPath(dir, name))
  const tail = spawn('tail', ['-n', '40', '-F', ...files], { stdio: 'inherit' })
  await new Promise((ended, failed) => tail.once('close', ended).once('error', failed))
}
