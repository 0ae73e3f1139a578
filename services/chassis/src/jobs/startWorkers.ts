import type { Logger } from 'pino'
import type { OpenDatabase } from '../database/database'
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

/** Starts the workers of a service and the chassis' own housekeeping. */
export const startWorkers = ({ workers }: WorkersOptions): Workers => {
  throw new Error(String(workers.length))
}
