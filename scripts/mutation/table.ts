import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { table, writeMeasured } from '../report/markdown'
import type { CheckSite } from './checkSites'

const README = join(__dirname, 'README.md')

const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim().replaceAll('`', ''))

/** Which test notices the absence of each check, by the name of its site, as the README tells. */
export const readTable = (): Map<string, string> =>
  new Map(
    readFileSync(README, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map(cellsOf)
      .map(([, name = '', by = '']): [string, string] => [name, by]),
  )

const code = (text: string) => (text ? `\`${text.replaceAll(/[|`]/g, '/')}\`` : '')

/** Tells it in the README: an empty second column is a check that no test misses. */
export const writeTable = (sites: readonly CheckSite[], noticed: ReadonlyMap<string, string>): Promise<void> => {
  const known = sites.filter(({ name }) => noticed.has(name))
  const rows = known.map(({ name }) => [code(name), code(noticed.get(name) ?? '')])
  return writeMeasured(README, table(['check', 'noticed by'], rows))
}
