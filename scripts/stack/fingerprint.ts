import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const IGNORED = new Set(['node_modules', 'dist', 'gen', 'coverage', '.local'])

const filesBelow = (path: string): string[] => {
  const entry = statSync(path, { throwIfNoEntry: false })
  if (!entry) return []
  if (!entry.isDirectory()) return [path]
  return readdirSync(path)
    .filter((name) => !IGNORED.has(name))
    .flatMap((name) => filesBelow(join(path, name)))
}

/** A short text that changes whenever a file below these paths is added, removed or written. Built files do not count. */
export const fingerprint = (paths: string[]): string => {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesBelow).sort()) {
    const { mtimeMs, size } = statSync(path)
    hash.update(`${path} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}
