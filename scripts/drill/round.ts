import { setTimeout as sleep } from 'node:timers/promises'
import { randomFrom } from '../seed/random'
import { until } from '../stack/waiting'
import { ATTEMPT_LIMIT, goodClient, type Attempt } from './client'
import { openCompany } from './company'
import type { Drill } from './drillStack'
import type { Bearing, Fault } from './faults'
import { expectation, type Finding } from './Finding'
import { readBack } from './readBack'
import { startWorkload } from './workload'

/** What a round with one or more faults, one after the other, has shown. */
export interface Round {
  faults: string[]
  seed: string
  findings: Finding[]
  writes: number
  attempts: number
  failedDuring: number
  failedOutside: number
  attemptsOutside: number
  slowest: number
  /** Faults over which the machine took so long that nothing was demanded of the answers. */
  tooLong: string[]
  outboxSeconds: number | undefined
}

interface Period {
  fault: Fault
  begun: number
  ended: number
}

const WRITERS = 6
/** Who is missing for longer, in ms, is not waited for: then nothing is demanded of the answers. */
const WAITED_FOR = 12_000
const MOST_ERRORS = 0.01

const touches = ({ begun, ended }: Attempt, period: Period) => ended >= period.begun && begun <= period.ended

const isWaitedFor = ({ begun, ended }: Period) => ended - begun <= WAITED_FOR

const isFailure = (bearing: Bearing, { outcome }: Attempt) =>
  outcome === 'failed' || (outcome === 'notConnected' && bearing !== 'drained')

const tell = (attempts: Attempt[]) => attempts.map(({ what, told }) => `${what}: ${told}`)

const judge = (attempts: Attempt[], periods: Period[]) => {
  const during = attempts.filter((attempt) => periods.some((period) => touches(attempt, period)))
  const outside = attempts.filter((attempt) => !during.includes(attempt))
  const failedOutside = outside.filter(({ outcome }) => outcome !== 'answered')
  const tooMany = failedOutside.length > outside.length * MOST_ERRORS
  const findings = [
    expectation('at most 1 % errors outside the fault', tooMany ? tell(failedOutside) : []),
    ...periods
      .filter((one) => one.fault.bearing !== 'failing' && isWaitedFor(one))
      .map((period) => {
        const failed = during.filter((one) => touches(one, period) && isFailure(period.fault.bearing, one))
        return expectation(`${period.fault.name}: requests are slow, not failed`, tell(failed))
      }),
  ]
  return {
    findings,
    attempts: attempts.length,
    failedDuring: during.filter(({ outcome }) => outcome !== 'answered').length,
    failedOutside: failedOutside.length,
    attemptsOutside: outside.length,
    tooLong: periods
      .filter((one) => one.fault.bearing !== 'failing' && !isWaitedFor(one))
      .map(({ fault }) => fault.name),
    slowest: Math.max(...attempts.map(({ begun, ended }) => ended - begun)),
  }
}

/**
 * Lets writers work in a new company, makes the faults one after the other, and reads everything back.
 * @param calm seconds of undisturbed work before and after each fault; the seed adds up to half of it before
 */
export const runRound = async (
  drill: Drill,
  { faults, seed, calm }: { faults: Fault[]; seed: string; calm: number },
): Promise<Round> => {
  const random = randomFrom(seed)
  const company = await openCompany(drill.stack)
  const attempts: Attempt[] = []
  const open = new Set<{ begun: number }>()
  const workload = startWorkload(goodClient(company, attempts, open), seed, WRITERS)
  const periods: Period[] = []
  const besides: Finding[] = []
  for (const fault of faults) {
    await sleep(calm * random.integer(1000, 1500))
    const begun = performance.now()
    const wrong = (await fault.make(drill)) ?? []
    besides.push(expectation(`${fault.name}: is noticed at once`, wrong))
    await drill.recover()
    const ended = performance.now()
    periods.push({ fault, begun, ended })
    // A request that met one fault must not meet the next: two in a row would be a longer one.
    const isAnswered = () => ([...open].some((attempt) => attempt.begun <= ended) ? undefined : true)
    await until(isAnswered, { within: ATTEMPT_LIMIT })
  }
  await sleep(calm * 1000)
  await workload.stop()
  const { findings, outboxSeconds } = await readBack(drill.stack, company, workload.written)
  const judged = judge(attempts, periods)
  return {
    ...judged,
    findings: [...findings, ...judged.findings, ...besides],
    faults: faults.map(({ name }) => name),
    seed,
    writes: workload.written.writes.length,
    outboxSeconds,
  }
}
