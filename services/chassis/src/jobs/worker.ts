import type { Transaction } from '../database/database'

/** The right to work on a job, as long as it is kept up. */
export interface Lease {
  readonly jobId: string
  /** Aborts when the lease was lost or the process is about to stop. */
  readonly signal: AbortSignal
  /** 1 on the first try; grows with every try, also of another process. */
  readonly attempt: number
  /** Keeps the lease for another period; happens by itself while `run` runs. Throws when it was lost. */
  extend(): Promise<void>
  /** Call first in each transaction: it can commit only while the lease is still ours. Throws when it was lost. */
  fence(transaction: Transaction): Promise<void>
}

/** When a recurring job is due, e.g. `{ cron: '0 3 * * *', zone: 'Asia/Shanghai' }`. */
export interface Schedule {
  readonly cron: string
  /** IANA name of the time zone that the hours are meant in. */
  readonly zone: string
}

export interface WorkerOptions<Payload> {
  /** Which jobs it does, e.g. `import.run`. */
  readonly kind: string
  /** How many at once in this process; 1 when absent. */
  readonly concurrency?: number
  /** How long a silent worker keeps a job before another may take it over; 30 when absent. */
  readonly leaseSeconds?: number
  /** How many times `run` may throw before the job has failed; 5 when absent. */
  readonly maxFailures?: number
  /** Makes it a recurring job: one run at each time of the schedule, whatever the number of processes. */
  readonly every?: Schedule
  /** Does the job, as the system of the job's tenant. May be stopped anywhere and run again: it must go on where it was. */
  readonly run: (payload: Payload, lease: Lease) => Promise<void>
  /** Called in the transaction that gives the job up. */
  readonly onFailed?: (payload: Payload, error: Error, transaction: Transaction) => Promise<void>
}

/** A worker whose payload type is known only to itself. */
export interface Worker {
  readonly kind: string
  readonly concurrency: number
  readonly leaseSeconds: number
  readonly maxFailures: number
  readonly every?: Schedule
  readonly run: (payload: unknown, lease: Lease) => Promise<void>
  readonly onFailed?: (payload: unknown, error: Error, transaction: Transaction) => Promise<void>
}

/** Declares who does the jobs of a kind. */
export const worker = <Payload>(options: WorkerOptions<Payload>): Worker => {
  const { kind, concurrency = 1, leaseSeconds = 30, maxFailures = 5, every, run, onFailed } = options
  return {
    kind,
    concurrency,
    leaseSeconds,
    maxFailures,
    ...(every && { every }),
    // What enqueue() was given for this kind comes back as it was.
    run: (payload, lease) => run(payload as Payload, lease),
    ...(onFailed && { onFailed: (payload, error, transaction) => onFailed(payload as Payload, error, transaction) }),
  }
}
