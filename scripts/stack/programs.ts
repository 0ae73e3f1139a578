import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

// Servers often live outside the PATH of an ordinary user.
const folders = (): string[] => [
  ...(process.env['PATH'] ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/local/mysql/bin',
  '/opt/homebrew/bin',
  '/opt/homebrew/sbin',
]

/** Full path of the first of the named programs that is installed, or undefined. */
export const findProgram = (...names: string[]): string | undefined =>
  names
    .flatMap((name) => (name.startsWith('/') ? [name] : folders().map((folder) => join(folder, name))))
    .find(isExecutable)
