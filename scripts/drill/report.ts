import { join } from 'node:path'
import { surroundings, table, writeMeasured } from '../report/markdown'
import { say } from '../stack/say'
import type { Finding, Trial } from './Finding'
import type { Round } from './round'

/** What a drill has shown. */
export interface Results {
  rounds: Round[]
  trials: Trial[]
}

/** Findings that break their promise. */
export const broken = (findings: Finding[]): Finding[] => findings.filter(({ wrong }) => wrong.length > 0)

const mark = (findings: Finding[]) => (broken(findings).length ? 'FAILED' : 'ok    ')

const details = (findings: Finding[]) => {
  for (const { promise, wrong } of broken(findings)) say(`  ${promise}:\n    ${wrong.join('\n    ')}`)
}

const seconds = (time: number | undefined) => time?.toFixed(1) ?? '> 30'

/** Says how a round went. */
export const tellRound = ({ faults, seed, findings, slowest, ...counts }: Round): void => {
  const { writes, attempts, failedDuring, failedOutside, outboxSeconds } = counts
  say(
    `${mark(findings)}  ${faults.join(', ')} (seed ${seed}): ${writes} writes, ${attempts} requests, ${failedDuring} failed ` +
      `during, ${failedOutside} outside, slowest ${Math.round(slowest)} ms, outbox empty after ${seconds(outboxSeconds)} s`,
  )
  for (const name of counts.tooLong) say(`  ${name}: lasted longer than anybody is waited for; failures are allowed`)
  details(findings)
}

/** Says how a trial went. */
export const tellTrial = ({ name, seed, measured, findings }: Trial): void => {
  say(`${mark(findings)}  ${name} (seed ${seed}): ${measured}`)
  details(findings)
}

const kept = (findings: Finding[]): string =>
  broken(findings)
    .map(({ promise }) => `not: ${promise}`)
    .join('; ') || 'yes'

const roundRow = ({ faults, seed, findings, ...counts }: Round) => {
  const { writes, attempts, failedDuring, failedOutside, slowest, outboxSeconds, tooLong } = counts
  const numbers = [writes, attempts, failedDuring, failedOutside, Math.round(slowest), seconds(outboxSeconds)]
  return [faults.join(', '), seed, ...numbers, tooLong.length ? `${kept(findings)}; lasted too long` : kept(findings)]
}

/** Puts what was measured into this folder's README. */
export const writeReadme = ({ rounds, trials }: Results, database: string): Promise<void> =>
  writeMeasured(
    join(__dirname, 'README.md'),
    [
      `${surroundings(database)}.`,
      table(
        ['fault', 'seed', 'writes', 'requests', 'failed during', 'failed outside', 'slowest ms', 'outbox s', 'kept'],
        rounds.map(roundRow),
      ),
      table(
        ['trial', 'seed', 'measured', 'kept'],
        trials.map(({ name, seed, measured, findings }) => [name, seed, measured, kept(findings)]),
      ),
    ].join('\n\n'),
  )
