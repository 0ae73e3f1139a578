import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths'

/** Path of a file inside an installed npm package, wherever npm put the package. Throws when it is not installed. */
export const packageFile = (packageName: string, path: string): string => {
  const candidates = (require.resolve.paths(packageName) ?? []).map((folder) => join(folder, packageName, path))
  const found = candidates.find((candidate) => existsSync(candidate))
  if (!found) throw new Error(`${packageName}/${path} is missing: run npm install`)
  return found
}

/** Runs a Node program in the package's folder; its output goes to the terminal. Throws when it fails. */
export const runNode = (script: string, args: string[]): void => {
  const { status, error } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
  if (error) throw error
  if (status !== 0) throw new Error(`${script} ${args[0] ?? ''} failed with exit code ${status}`)
}

/** Runs `buf` in the package's folder. Throws when it fails. */
export const buf = (...args: string[]): void => runNode(packageFile('@bufbuild/buf', 'bin/buf'), args)
