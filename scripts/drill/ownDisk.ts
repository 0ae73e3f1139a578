import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { DRILL_DIR } from './drillStack'

const MARK = 'DRILL_OWN_DISK'
const NAMESPACE = ['--map-root-user', '--mount']
const DISK = join(DRILL_DIR, 'database')
const SIZE = 2 ** 31

const mount = (...args: string[]): boolean => spawnSync('mount', args).status === 0

/** Whether the database has a disk that nobody else needs, so that it may be filled. */
export const hasOwnDisk = (): boolean => process.env[MARK] === 'mounted'

/**
 * Runs `program` with a disk in memory of its own for the database, which nobody else sees and which is gone afterwards. That
 * takes mount and user namespaces, which any user may have on most machines; where not, the program runs without.
 */
export const onOwnDisk = async (program: () => Promise<void>): Promise<void> => {
  if (process.env[MARK] === 'wanted') {
    mkdirSync(DISK, { recursive: true, mode: 0o700 })
    if (mount('-t', 'tmpfs', '-o', `size=${SIZE}`, 'drill', DISK)) process.env[MARK] = 'mounted'
    return program()
  }
  if (spawnSync('unshare', [...NAMESPACE, 'true']).status !== 0) return program()
  const inside = spawn('unshare', [...NAMESPACE, process.execPath, ...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, [MARK]: 'wanted' },
  })
  const code = await new Promise<number | null>((ended) => inside.once('close', ended).once('error', () => ended(1)))
  process.exitCode = code ?? 1
}

const resize = (bytes: number): void => {
  if (!mount('-o', `remount,size=${bytes}`, DISK)) throw new Error('the disk of the database cannot be resized')
}

/** Leaves no room on the database's disk beyond what it uses. */
export const fillDisk = (): void => {
  const { blocks, bfree, bsize } = statfsSync(DISK)
  resize((blocks - bfree) * bsize)
}

/** Gives the database its room back. */
export const emptyDisk = (): void => resize(SIZE)
