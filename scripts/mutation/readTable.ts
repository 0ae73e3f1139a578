import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The page that holds the table. */
export const README = join(__dirname, 'README.md')

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
