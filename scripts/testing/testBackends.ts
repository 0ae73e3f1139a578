import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { birthOf } from '../stack/birth'
import { startBackends, type Backends } from '../stack/backends'
import { allRunning } from '../stack/processes'
import { stopStack } from '../stack/stopStack'

/** Folder of the database and broker that tests use, apart from those of `make up`. */
export const TEST_DIR = resolve(__dirname, '../../.local/test')

/** First port of the tests' database and broker. */
export const TEST_PORT_BASE = Number(process.env['RAPPORT_TEST_PORT_BASE'] || 18100)

const users = () => join(TEST_DIR, 'users')

const livingUsers = (): string[] =>
  readdirSync(users()).filter((name) => {
    const [pid = '', born = ''] = name.split('@')
    const alive = birthOf(Number(pid))?.replaceAll('/', '_') === born || name === 'kept'
    if (!alive) rmSync(join(users(), name), { force: true })
    return alive
  })

const me = () => `${process.pid}@${birthOf(process.pid)?.replaceAll('/', '_')}`

const register = (name: string) => {
  mkdirSync(users(), { recursive: true, mode: 0o700 })
  writeFileSync(join(users(), name), '')
}

/**
 * Makes database and broker for tests ready and counts this process among their users.
 * @param keep leaves them running when the last user has gone, until `stopTestBackends`
 */
export const useTestBackends = async ({ keep = false } = {}): Promise<Backends> => {
  register(keep ? 'kept' : me())
  return startBackends(TEST_DIR, TEST_PORT_BASE)
}

/** Gives the test backends back; they stop with their last user. */
export const leaveTestBackends = async (): Promise<void> => {
  rmSync(join(users(), me()), { force: true })
  await stopStack(TEST_DIR, { unless: () => livingUsers().length > 0 })
}

/** Stops the test backends although they were kept, unless somebody else still uses them. */
export const stopTestBackends = async (): Promise<void> => {
  rmSync(join(users(), 'kept'), { force: true })
  if (allRunning(TEST_DIR).length > 0) await leaveTestBackends()
}
