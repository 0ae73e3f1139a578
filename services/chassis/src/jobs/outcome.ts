import { Cron } from 'croner'
import type { Outcome, TakenJob } from './jobTable'
import type { Schedule, Worker } from './worker'

const LONGEST_WAIT = 300
const LONGEST_ERROR = 2000

/** The next time of a schedule after `now`. Throws when the schedule has none. */
export const nextTime = ({ cron, zone }: Schedule, now: Date): Date => {
  const next = new Cron(cron, { timezone: zone, paused: true }).nextRun(now)
  if (!next) throw new Error(`the schedule ${cron} has no next time`)
  return next
}

/** Seconds to wait after the n-th failure: doubling, at most 5 minutes. */
export const waitAfter = (failures: number): number => Math.min(2 ** failures, LONGEST_WAIT)

/** How a job goes on that was done. */
export const succeeded = ({ every }: Pick<Worker, 'every'>, now: Date): Outcome =>
  every
    ? { state: 'READY', dueAt: nextTime(every, now), failures: 0, lastError: null }
    : { state: 'DONE', dueAt: null, failures: 0, lastError: null }

/** How a job goes on whose run threw: again after a while, or given up; a recurring one is tried again at its next time. */
export const failed = (
  { every, maxFailures }: Pick<Worker, 'every' | 'maxFailures'>,
  job: Pick<TakenJob, 'failures'>,
  error: Error,
  now: Date,
): Outcome => {
  const failures = job.failures + 1
  const lastError = error.message.slice(0, LONGEST_ERROR)
  if (failures < maxFailures) {
    return { state: 'READY', dueAt: new Date(now.getTime() + waitAfter(failures) * 1000), failures, lastError }
  }
  return every
    ? { state: 'READY', dueAt: nextTime(every, now), failures: 0, lastError }
    : { state: 'FAILED', dueAt: null, failures, lastError }
}
