import { setTimeout as sleep } from 'node:timers/promises'
import { randomFrom } from '../seed/random'
import { goodClient, type Attempt } from './client'
import { openCompany } from './company'
import type { Drill } from './drillStack'
import type { Bearing, Fault } from './faults'
import { readBack, type Finding } from './readBack'
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
  outboxSeconds: number
}

interface Period {
  fault: Fault
  begun: number
  ended: number
}

const WRITERS = 6
/** Seconds of quiet work before, between and after faults; the first is drawn from the seed, up to one more. */
const CALM = 2.5
const MOST_ERRORS = 0.01

const touches = ({ begun, ended }: Attempt, period: Period) => ended >= period.begun && begun <= period.ended

const isFailure = (bearing: Bearing, { outcome }: Attempt) =>
  outcome === 'failed' || (outcome === 'notConnected' && bearing !== 'drained')

const tell = (attempts: Attempt[]) => attempts.slice(0, 10).map(({ what, told }) => `${what}: ${told}`)

const judge = (attempts: Attempt[], periods: Period[]) => {
  const during = attempts.filter((attempt) => periods.some((period) => touches(attempt, period)))
  const outside = attempts.filter((attempt) => !during.includes(attempt))
  const failedOutside = outside.filter(({ outcome }) => outcome !== 'answered')
  const findings: Finding[] = [
    {
      promise: 'at most 1 % errors outside the fault',
      wrong: failedOutside.length > outside.length * MOST_ERRORS ? tell(failedOutside) : [],
    },
    ...periods
      .filter(({ fault }) => fault.bearing !== 'failing')
      .map((period) => ({
        promise: `${period.fault.name}: requests are slow, not failed`,
        wrong: tell(during.filter((one) => touches(one, period) && isFailure(period.fault.bearing, one))),
      })),
  ]
  return {
    findings,
    attempts: attempts.length,
    failedDuring: during.filter(({ outcome }) => outcome !== 'answered').length,
    failedOutside: failedOutside.length,
    attemptsOutside: outside.length,
    slowest: Math.max(...attempts.map(({ begun, ended }) => ended - begun)),
  }
}

/** Lets writers work in a new company, makes the faults one after the other, and reads everything back. */
export const runRound = async (drill: Drill, faults: Fault[], seed: string): Promise<Round> => {
  const random = randomFrom(seed)
  const company = await openCompany(drill.stack)
  const attempts: Attempt[] = []
  const workload = startWorkload(goodClient(company, attempts), seed, WRITERS)
  const periods: Period[] = []
  const besides: Finding[] = []
  for (const fault of faults) {
    await sleep(CALM * 1000 + random.integer(0, 1000))
    const begun = performance.now()
    const wrong = (await fault.make(drill)) ?? []
    besides.push({ promise: `${fault.name}: as the fault demands`, wrong })
    await drill.recover()
    periods.push({ fault, begun, ended: performance.now() })
  }
  await sleep(CALM * 1000)
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
