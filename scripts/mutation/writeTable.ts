import { table, writeMeasured } from '../report/markdown'
import type { CheckSite } from './checkSites'
import { README } from './readTable'

const code = (text: string) => (text ? `\`${text.replaceAll(/[|`]/g, '/')}\`` : '')

/** Tells it in the README: an empty second column is a check that no test misses. */
export const writeTable = (sites: readonly CheckSite[], noticed: ReadonlyMap<string, string>): Promise<void> => {
  const known = sites.filter(({ name }) => noticed.has(name))
  const rows = known.map(({ name }) => [code(name), code(noticed.get(name) ?? '')])
  return writeMeasured(README, table(['check', 'noticed by'], rows))
}
