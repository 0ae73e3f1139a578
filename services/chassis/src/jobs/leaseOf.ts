import type { Logger } from 'pino'
import { conflict } from '../errors/errors'
import type { Database } from '../database/database'
import { extendLease, lockHeldJob, type TakenJob } from './jobTable'
import type { Lease } from './worker'

/** A lease that keeps itself up until it is let go. */
export interface HeldLease extends Lease {
  /** Stops keeping it up. */
  letGo: () => void
}

const lost = () => conflict('lease_lost')

/**
 * The lease of a job that was taken: extended three times per period; its signal aborts when somebody else has the job, when it
 * could not be extended for a whole period, or with `stopping`.
 */
export const leaseOf = (
  { database, log }: { database: Database; log: Logger },
  job: TakenJob,
  leaseSeconds: number,
  stopping: AbortSignal,
): HeldLease => {
  const loss = new AbortController()
  let heldUntil = Date.now() + leaseSeconds * 1000

  const extend = async () => {
    const asked = Date.now()
    if (!(await extendLease(database, job, leaseSeconds))) {
      loss.abort(lost())
      throw lost()
    }
    heldUntil = asked + leaseSeconds * 1000
  }
  const beat = () => {
    extend().catch((error: unknown) => {
      log.warn({ err: error, jobId: job.id }, 'a lease could not be extended')
      if (Date.now() > heldUntil) loss.abort(lost())
    })
  }
  const timer = setInterval(beat, (leaseSeconds * 1000) / 3)
  return {
    jobId: job.id,
    attempt: job.attempt,
    signal: AbortSignal.any([loss.signal, stopping]),
    extend,
    fence: async (transaction) => {
      if (!(await lockHeldJob(database, job, transaction))) throw lost()
    },
    letGo: () => clearInterval(timer),
  }
}
