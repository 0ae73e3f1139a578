import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { format, resolveConfig } from 'prettier'

type Cells = (string | number)[]

const BEGIN = '<!-- measured: begin -->'
const END = '<!-- measured: end -->'

const row = (cells: Cells): string => `| ${cells.join(' | ')} |`

/** A table as Markdown. */
export const table = (head: string[], rows: Cells[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

/** Day, hardware, load and programs of a measurement in one line. */
export const surroundings = (database: string): string => {
  const [processor] = cpus()
  const day = new Date().toISOString().slice(0, 10)
  const hardware = `${cpus().length} × ${processor?.model.trim() || 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB`
  const load = loadavg()[2]?.toFixed(1) ?? '?'
  return `${day}; ${hardware}, load over 15 minutes ${load}; Node ${process.versions.node}; database ${database}`
}

/** Puts figures between the two markers of a README. Throws when it has lost them. */
export const writeMeasured = async (readme: string, markdown: string): Promise<void> => {
  const [before, rest] = readFileSync(readme, 'utf8').split(BEGIN)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined) throw new Error(`${readme} has lost its markers`)
  const whole = `${before}${BEGIN}\n\n${markdown}\n\n${END}${after}`
  writeFileSync(readme, await format(whole, { ...(await resolveConfig(readme)), parser: 'markdown' }))
}
