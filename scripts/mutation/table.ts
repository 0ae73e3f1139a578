import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckSite } from './checkSites'

const README = join(__dirname, 'README.md')
const [BEGIN, END] = ['<!-- table -->', '<!-- end -->']

const between = (text: string) => text.slice(text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END))

/** Which test notices the absence of each check, by the name of its site, as the README tells. */
export const readTable = (): Map<string, string> =>
  new Map(
    between(readFileSync(README, 'utf8'))
      .split('\n')
      .map((line) => line.split(' | '))
      .flatMap(([name = '', by = '']): [string, string][] =>
        name.startsWith('| `') ? [[name.slice(3, -1), by.replace(/ *\|$/, '').trim()]] : [],
      ),
  )

/** Tells it in the README: an empty second column is a check that no test misses. */
export const writeTable = (sites: readonly CheckSite[], noticed: ReadonlyMap<string, string>): void => {
  const text = readFileSync(README, 'utf8')
  const lines = sites
    .filter(({ name }) => noticed.has(name))
    .map(({ name }) => `| \`${name}\` | ${(noticed.get(name) ?? '').replaceAll('|', '/')} |`)
  const table = ['', '', '<!-- prettier-ignore -->', '| check | noticed by |', '| --- | --- |', ...lines, '', ''].join(
    '\n',
  )
  writeFileSync(
    README,
    text.replace(between(text), () => table),
  )
}
