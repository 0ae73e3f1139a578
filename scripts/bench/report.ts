import { join } from 'node:path'
import { surroundings, table, writeMeasured } from '../report/markdown'
import type { Summary } from './summary'
import type { Figure } from './trials/Trial'

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
  /** Processor time of the processes of the product while nobody asks, in ms a second. */
  idle: Record<string, number>
  figures: Figure[]
}

const machine = ({ database, rounds, seconds }: Report): string =>
  `${surroundings(database)}; ${rounds} rounds of ${seconds} s each.`

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

const comparisonOf = ({ compared, memory, ready, idle }: Report): string[] => [
  table(['scenario', 'pinned', 'product / skeleton', 'wanted', 'reached'], compared.map(ratioRow)),
  table(
    HEAD,
    compared.flatMap((one) => [systemRow(one, 'skeleton', one.skeleton), systemRow(one, 'product', one.product)]),
  ),
  table(
    ['process', 'ready after s', 'MiB after the load', 'CPU ms a second at rest'],
    Object.entries(memory).map(([name, size]) => [
      name,
      ready[name]?.toFixed(2) ?? '',
      size,
      idle[name]?.toFixed(0) ?? '',
    ]),
  ),
  `All processes together: ${Object.values(memory).reduce((total, size) => total + size, 0)} MiB.`,
]

const figureRow = ({ figure, measured, wanted, reached }: Figure) => [
  figure,
  measured,
  wanted,
  reached === undefined ? '' : reached ? 'yes' : 'no',
]

/** The figures as Markdown. */
export const markdownOf = (report: Report): string =>
  [
    machine(report),
    ...(report.compared.length > 0 ? comparisonOf(report) : []),
    ...(report.figures.length > 0
      ? [table(['figure', 'measured', 'wanted', 'reached'], report.figures.map(figureRow))]
      : []),
  ].join('\n\n')

/** Puts the figures into this folder's README. */
export const writeReadme = (markdown: string): Promise<void> => writeMeasured(join(__dirname, 'README.md'), markdown)
