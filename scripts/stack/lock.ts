import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { birthOf } from './birth'
import { Trouble } from './say'
import { until } from './waiting'

const take = (path: string): true | undefined => {
  const me = `${process.pid} ${birthOf(process.pid)}`
  try {
    writeFileSync(path, me, { flag: 'wx', mode: 0o600 })
    return true
  } catch {
    return undefined
  }
}

const isAbandoned = (path: string): boolean => {
  try {
    const [pid = '', ...born] = readFileSync(path, 'utf8').split(' ')
    return pid !== '' && birthOf(Number(pid)) !== born.join(' ')
  } catch {
    return false
  }
}

/**
 * Runs `work` while no other process works in the same stack folder. The lock of a process that died is taken over.
 * @throws Trouble when somebody holds the lock for longer than five minutes
 */
export const alone = async <T>(dir: string, work: () => Promise<T>): Promise<T> => {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const path = join(dir, 'lock')
  const taken = await until(
    () => {
      if (isAbandoned(path)) rmSync(path, { force: true })
      return take(path)
    },
    { within: 300_000, every: 100 },
  )
  if (!taken)
    throw new Trouble(`another command has been working in ${dir} for five minutes; if none is, delete ${path}`)
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}
