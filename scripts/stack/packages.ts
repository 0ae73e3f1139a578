import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { findProgram } from './programs'
import { say, Trouble } from './say'

const POLICY = '/usr/sbin/policy-rc.d'
const MARK = '# written by the Rapport stack while it installs packages'

/** Whether this machine lets us install Debian packages without asking anybody. */
export const canInstallPackages = (): boolean => process.getuid?.() === 0 && findProgram('apt-get') !== undefined

// A script killed half-way leaves its policy behind; the mark says that it is ours.
const isOurs = (): boolean => existsSync(POLICY) && readFileSync(POLICY, 'utf8').includes(MARK)

const withoutStartingServices = <T>(install: () => T): T => {
  const mine = !existsSync(POLICY) || isOurs()
  if (mine) writeFileSync(POLICY, `#!/bin/sh\n${MARK}\nexit 101\n`, { mode: 0o755 })
  try {
    return install()
  } finally {
    if (mine) rmSync(POLICY, { force: true })
  }
}

const aptGet = (...args: string[]): { ok: boolean; output: string } => {
  const options = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3', '-q', '-y']
  const { status, stdout, stderr } = spawnSync('apt-get', [...options, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return { ok: status === 0, output: `${stdout}${stderr}` }
}

/**
 * Installs Debian packages without letting them start their own system services.
 * The package lists are fetched only when the first attempt fails.
 * @throws Trouble with the last lines of apt-get when the packages cannot be installed
 */
export const installPackages = (...names: string[]): void => {
  say(`installing ${names.join(' and ')} with apt-get (once, about a minute)`)
  const install = () => aptGet('install', '--no-install-recommends', ...names)
  withoutStartingServices(() => {
    if (install().ok) return
    aptGet('update')
    const second = install()
    if (!second.ok) {
      const errors = second.output.split('\n').filter((line) => line.startsWith('E:'))
      const reason = (errors.length ? errors : second.output.trim().split('\n').slice(-8)).join('\n')
      throw new Trouble(`apt-get could not install ${names.join(' and ')}:\n${reason}`)
    }
  })
}
