import { quantile } from './quantile'
import type { Round } from './round'

/** All rounds of one scenario on one system, together. */
export interface Summary {
  /** Milliseconds of processor time per request, by process. */
  cpu: Record<string, number>
  databaseCpu: number
  perCpuSecond: number
  p50: number
  p95: number
  p99: number
  max: number
  errors: number
  statements: number
  calls: number | undefined
  /** Why the latencies of this run mean nothing, if they do. */
  saturated: string
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)

const MUCH_LAG = 100

const whySaturated = (rounds: Round[], rate: number): string => {
  const slow = rounds.filter(({ achieved }) => achieved < rate * 0.95).length
  const late = rounds.filter(({ lag }) => lag > MUCH_LAG).length
  return [slow ? `below 95 % of the rate in ${slow}` : '', late ? `generator late by > ${MUCH_LAG} ms in ${late}` : '']
    .filter(Boolean)
    .join(', ')
}

/**
 * Adds rounds up. `idleStatements` is how many statements per second the database gets when nobody asks for anything,
 * which are not counted as those of a request.
 */
export const summarise = (rounds: Round[], rate: number, idleStatements: number): Summary => {
  const sent = sum(rounds.map((round) => round.sent))
  const sorted = rounds.flatMap(({ latencies }) => latencies).sort((a, b) => a - b)
  const processes = Object.keys(rounds[0]?.cpu ?? {})
  const cpu = Object.fromEntries(
    processes.map((name) => [name, sum(rounds.map((round) => round.cpu[name] ?? 0)) / sent]),
  )
  const statements = sum(rounds.map((round) => round.statements - idleStatements * round.seconds))
  const calls = rounds.map((round) => round.calls)
  return {
    cpu,
    databaseCpu: sum(rounds.map(({ databaseCpu }) => databaseCpu)) / sent,
    perCpuSecond: 1000 / sum(Object.values(cpu)),
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    max: sorted.at(-1) ?? NaN,
    errors: sum(rounds.map(({ errors }) => errors)),
    statements: statements / sent,
    calls: calls.every((count) => count !== undefined) ? sum(calls) / sent : undefined,
    saturated: whySaturated(rounds, rate),
  }
}
