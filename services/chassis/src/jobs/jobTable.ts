import type { Database, Transaction } from '../database/database'

/** A job that this process has taken. */
export interface TakenJob {
  readonly id: string
  readonly tenantId: number
  readonly payload: unknown
  readonly requestId: string
  /** Grows each time the job is taken: who holds a lower one has lost the lease. */
  readonly attempt: number
  readonly failures: number
}

interface DueRow extends Omit<TakenJob, 'payload'> {
  readonly payload: string
}

const crossTenant = { crossTenant: true }

/** Takes the job of a kind that is due longest, if any, for `leaseSeconds`. A job whose lease ran out is due again. */
export const takeJob = (database: Database, kind: string, leaseSeconds: number): Promise<TakenJob | undefined> =>
  database.transaction(
    async (transaction) => {
      const [due] = await database.select<DueRow>(
        `SELECT id, tenant_id AS tenantId, payload, request_id AS requestId, attempt, failures FROM jobs
         WHERE kind = :kind AND due_at <= UTC_TIMESTAMP(3) ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
        { kind },
        { transaction, ...crossTenant },
      )
      if (!due) return undefined
      await database.execute(
        `UPDATE jobs SET state = 'RUNNING', attempt = attempt + 1,
           due_at = TIMESTAMPADD(SECOND, :leaseSeconds, UTC_TIMESTAMP(3)) WHERE id = :id`,
        { id: due.id, leaseSeconds },
        { transaction, ...crossTenant },
      )
      const payload: unknown = JSON.parse(due.payload)
      return { ...due, payload, attempt: due.attempt + 1 }
    },
    { repeatable: true },
  )

type Held = Pick<TakenJob, 'id' | 'attempt'>

/** Holds a job for another `leaseSeconds`. False when somebody else has taken it. */
export const extendLease = async (database: Database, job: Held, leaseSeconds: number): Promise<boolean> => {
  const { affectedRows } = await database.execute(
    `UPDATE jobs SET beats = beats + 1, due_at = TIMESTAMPADD(SECOND, :leaseSeconds, UTC_TIMESTAMP(3))
     WHERE id = :id AND attempt = :attempt AND state = 'RUNNING'`,
    { id: job.id, attempt: job.attempt, leaseSeconds },
    { repeatable: true, ...crossTenant },
  )
  return affectedRows === 1
}

/** Locks the row of a job that is still ours until `transaction` ends. False when it is not. */
export const lockHeldJob = async (database: Database, job: Held, transaction: Transaction): Promise<boolean> => {
  const [row] = await database.select(
    `SELECT id FROM jobs WHERE id = :id AND attempt = :attempt AND state = 'RUNNING' FOR UPDATE`,
    { id: job.id, attempt: job.attempt },
    { transaction, ...crossTenant },
  )
  return row !== undefined
}

/** How a job goes on: due again at `dueAt`, or at its end where there is none. */
export interface Outcome {
  readonly state: 'READY' | 'DONE' | 'FAILED'
  readonly dueAt: Date | null
  readonly failures: number
  readonly lastError: string | null
}

/** Writes how a job that is still ours goes on. */
export const writeOutcome = async (
  database: Database,
  job: Held,
  { state, dueAt, failures, lastError }: Outcome,
  transaction?: Transaction,
): Promise<void> => {
  await database.execute(
    `UPDATE jobs SET state = :state, due_at = :dueAt, failures = :failures, last_error = :lastError,
       finished_at = IF(:ended, UTC_TIMESTAMP(3), NULL)
     WHERE id = :id AND attempt = :attempt AND state = 'RUNNING'`,
    { id: job.id, attempt: job.attempt, state, dueAt, failures, lastError, ended: dueAt ? 0 : 1 },
    { transaction, repeatable: true, ...crossTenant },
  )
}

/** Makes sure that a recurring job stands, due at `next` at the latest. Any number of processes may do it. */
export const ensureRecurring = async (
  database: Database,
  { id, kind, next }: { id: string; kind: string; next: Date },
): Promise<void> => {
  await database.execute(
    `INSERT INTO jobs (id, tenant_id, kind, recurring_key, payload, state, due_at)
     VALUES (:id, 0, :kind, :kind, 'null', 'READY', :next)
     ON DUPLICATE KEY UPDATE due_at = IF(state = 'READY', LEAST(due_at, :next), due_at)`,
    { id, kind, next },
    { repeatable: true, ...crossTenant },
  )
}

/** Those of `kinds` of which a job is due: one statement that locks nothing, for looking often. */
export const dueKinds = async (database: Database, kinds: readonly string[]): Promise<string[]> => {
  const rows = await database.select<{ kind: string }>(
    'SELECT DISTINCT kind FROM jobs WHERE kind IN (:kinds) AND due_at <= UTC_TIMESTAMP(3)',
    { kinds },
    crossTenant,
  )
  return rows.map(({ kind }) => kind)
}

/** Number of jobs of these kinds that are due or being done. */
export const openJobs = async (database: Database, kinds: readonly string[]): Promise<number> => {
  if (!kinds.length) return 0
  const [row] = await database.select<{ open: number }>(
    `SELECT COUNT(*) AS open FROM jobs
     WHERE kind IN (:kinds) AND (state = 'RUNNING' OR due_at <= UTC_TIMESTAMP(3))`,
    { kinds },
    crossTenant,
  )
  return Number(row?.open ?? 0)
}
