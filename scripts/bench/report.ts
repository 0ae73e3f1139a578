import { cpus, loadavg, totalmem } from 'node:os'
import { format, resolveConfig } from 'prettier'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Summary } from './summary'

/** One scenario in one mode on both systems. */
export interface Compared {
  scenario: string
  pinned: boolean
  rate: number
  target: number
  skeleton: Summary
  product: Summary
}

export interface Report {
  database: string
  rounds: number
  seconds: number
  compared: Compared[]
  ready: Record<string, number>
  memory: Record<string, number>
}

const README = join(__dirname, 'README.md')
const BEGIN = '<!-- measured: begin -->'
const END = '<!-- measured: end -->'

const row = (cells: (string | number)[]): string => `| ${cells.join(' | ')} |`

const table = (head: string[], rows: (string | number)[][]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

const machine = ({ database, rounds, seconds }: Report): string => {
  const [processor] = cpus()
  const day = new Date().toISOString().slice(0, 10)
  const hardware = `${cpus().length} × ${processor?.model.trim() || 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB`
  const load = loadavg()[2]?.toFixed(1) ?? '?'
  return `${day}; ${hardware}, load over 15 minutes ${load}; Node ${process.versions.node}; database ${database}; ${rounds} rounds of ${seconds} s each.`
}

const processTimes = ({ cpu }: Summary) =>
  Object.entries(cpu)
    .map(([name, time]) => `${name} ${time.toFixed(2)}`)
    .join(', ')

const systemRow = ({ scenario, pinned, rate }: Compared, name: string, summary: Summary) => [
  scenario,
  pinned ? 'yes' : 'no',
  name,
  rate,
  processTimes(summary),
  summary.databaseCpu.toFixed(2),
  summary.perCpuSecond.toFixed(0),
  ...[summary.p50, summary.p95, summary.p99, summary.max].map((time) => time.toFixed(1)),
  summary.errors,
  summary.statements.toFixed(2),
  summary.calls?.toFixed(2) ?? '1',
  summary.saturated || 'no',
]

const HEAD = [
  'scenario',
  'pinned',
  'system',
  'requests/s',
  'CPU ms per request',
  'of the database',
  'requests per CPU-second',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'max ms',
  'errors',
  'SQL',
  'gRPC',
  'saturated',
]

const ratioRow = ({ scenario, pinned, target, skeleton, product }: Compared) => {
  const ratio = product.perCpuSecond / skeleton.perCpuSecond
  return [scenario, pinned ? 'yes' : 'no', ratio.toFixed(2), target, ratio >= target ? 'yes' : 'no']
}

/** The figures as Markdown. */
export const markdownOf = (report: Report): string =>
  [
    machine(report),
    table(['scenario', 'pinned', 'product / skeleton', 'wanted', 'reached'], report.compared.map(ratioRow)),
    table(
      HEAD,
      report.compared.flatMap((one) => [
        systemRow(one, 'skeleton', one.skeleton),
        systemRow(one, 'product', one.product),
      ]),
    ),
    table(
      ['process', 'ready after s', 'MiB after the load'],
      Object.entries(report.memory).map(([name, memory]) => [name, report.ready[name]?.toFixed(2) ?? '', memory]),
    ),
    `All processes together: ${Object.values(report.memory).reduce((total, memory) => total + memory, 0)} MiB.`,
  ].join('\n\n')

/** Puts the figures between the two markers of this folder's README. */
export const writeReadme = async (markdown: string): Promise<void> => {
  const text = readFileSync(README, 'utf8')
  const [before, rest] = text.split(BEGIN)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined) throw new Error(`scripts/bench/README.md has lost its markers`)
  const whole = `${before}${BEGIN}\n\n${markdown}\n\n${END}${after}`
  writeFileSync(README, await format(whole, { ...(await resolveConfig(README)), parser: 'markdown' }))
}
