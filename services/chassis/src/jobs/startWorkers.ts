import type { Logger } from 'pino'
import { uuidv7 } from 'uuidv7'
import { runInContext, systemContext } from '../context/context'
import type { OpenDatabase } from '../database/database'
import { housekeeping } from './housekeeping'
import { dueKinds, ensureRecurring, openJobs, takeJob, writeOutcome, type TakenJob } from './jobTable'
import { leaseOf } from './leaseOf'
import { failed, nextTime, succeeded } from './outcome'
import type { Worker } from './worker'

export interface WorkersOptions {
  readonly log: Logger
  readonly database: OpenDatabase
  readonly workers: readonly Worker[]
}

/** The running workers of a service. */
export interface Workers {
  /** Takes nothing new, aborts the signals of the leases, waits for what runs (10 s at most); what was not finished is free for others at once. */
  stop(): Promise<void>
  /** Whether no job is due or running. For tests. */
  idle(): Promise<boolean>
}

const POLL = 1000
const PATIENCE = 10_000
const DAY = 24 * 3_600_000

const errorOf = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)))

/** Starts the workers of a service and the chassis' own housekeeping. */
export const startWorkers = ({ log, database, workers }: WorkersOptions): Workers => {
  const all = [...workers, housekeeping(database)]
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  const wakes = new Map<string, () => void>()

  const conclude = async (worker: Worker, job: TakenJob, error: Error | undefined): Promise<void> => {
    const now = new Date()
    if (!error) return writeOutcome(database, job, succeeded(worker, now))
    if (stopping.signal.aborted) {
      return writeOutcome(database, job, { state: 'READY', dueAt: now, failures: job.failures, lastError: null })
    }
    const outcome = failed(worker, job, error, now)
    log.error({ err: error, kind: worker.kind, jobId: job.id, state: outcome.state }, 'a job failed')
    await database.transaction(
      async (transaction) => {
        await writeOutcome(database, job, outcome, transaction)
        if (outcome.state === 'FAILED') await worker.onFailed?.(job.payload, error, transaction)
      },
      { repeatable: true },
    )
  }

  const work = async (worker: Worker, job: TakenJob): Promise<void> => {
    const lease = leaseOf({ database, log }, job, worker.leaseSeconds, stopping.signal)
    const context = { ...systemContext(job.tenantId, job.requestId || `job-${job.id}`, DAY), signal: lease.signal }
    await runInContext(context, async () => {
      const error = await worker.run(job.payload, lease).then(() => undefined, errorOf)
      lease.letGo()
      await conclude(worker, job, error)
    }).finally(lease.letGo)
  }

  const serve = (worker: Worker): void => {
    let free = worker.concurrency
    let looking = false
    let again = false
    const look = async (): Promise<void> => {
      again = looking
      if (looking || free === 0 || stopping.signal.aborted) return
      looking = true
      try {
        while (free > 0 && !stopping.signal.aborted) {
          const job = await takeJob(database, worker.kind, worker.leaseSeconds)
          if (!job) break
          free--
          const done = work(worker, job)
            .catch((error: unknown) => {
              log.warn({ err: error, kind: worker.kind, jobId: job.id }, 'the end of a job could not be noted')
            })
            .finally(() => {
              running.delete(done)
              free++
              wake()
            })
          running.add(done)
        }
      } finally {
        looking = false
      }
      if (again) await look()
    }
    const wake = () => {
      look().catch((error: unknown) => log.warn({ err: error, kind: worker.kind }, 'jobs cannot be looked for'))
    }
    wakes.set(worker.kind, wake)
    wake()
  }

  const ensureSchedules = async (): Promise<void> => {
    for (const { kind, every } of all) {
      if (every) await ensureRecurring(database, { id: uuidv7(), kind, next: nextTime(every, new Date()) })
    }
  }

  ensureSchedules().catch((error: unknown) => log.error({ err: error }, 'recurring jobs could not be ordered'))
  for (const worker of all) serve(worker)
  const wakeAll = () => wakes.forEach((wake) => wake())
  const wakeDue = async () => {
    for (const kind of await dueKinds(database, [...wakes.keys()])) wakes.get(kind)?.()
  }
  const timer = setInterval(() => {
    wakeDue().catch((error: unknown) => log.warn({ err: error }, 'jobs cannot be looked for'))
  }, POLL)
  const unsubscribe = database.subscribe('jobs', wakeAll)

  return {
    stop: async () => {
      clearInterval(timer)
      unsubscribe()
      stopping.abort()
      const patience = new AbortController()
      const late = new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, PATIENCE)
        patience.signal.addEventListener('abort', () => clearTimeout(limit))
      })
      await Promise.race([Promise.allSettled(running), late])
      patience.abort()
    },
    idle: async () => {
      const kinds = workers.map(({ kind }) => kind)
      return running.size === 0 && (await openJobs(database, kinds)) === 0
    },
  }
}
