/** The server could not be reached, or none of them is writable: nothing was sent. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** A statement ran into its deadline; its connection was destroyed. */
export class Expired extends Error {
  override readonly name = 'Expired'
}

/**
 * What a failure of the database means for the work that met it:
 * `contention` (deadlock, lock wait), `demoted` (the server no longer takes writes) and `unreachable`: certainly not done, try again;
 * `full`: the server has no room on its disk, certainly not done, and an operator must act;
 * `lost`: the connection broke or the deadline fired, the last statement may have been done or not;
 * `other`: not a matter of time.
 */
export type Failure = 'contention' | 'demoted' | 'unreachable' | 'full' | 'lost' | 'other'

// 1020: another transaction changed the row since the snapshot (MariaDB); 1205: lock wait timeout; 1213: deadlock.
const CONTENTION = new Set([1020, 1205, 1213])
// 1290: --read-only; 1792: read-only transaction; 1836: running in read-only mode.
const DEMOTED = new Set([1290, 1792, 1836])
// 1021: disk full; 1114: the file of a table cannot grow.
const FULL = new Set([1021, 1114])
// 1053: shutting down; 1927, 3169: connection killed; 1969, 3024: the server's own limit on statements; 1159-1161: network.
const LOST = new Set([1053, 1159, 1160, 1161, 1927, 1969, 2006, 2013, 3024, 3169])
const LOST_CODES = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ECONNREFUSED',
  'ECONNABORTED',
])

/** Reads what went wrong from an error of mysql2, of Sequelize, or of the chassis' own. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof Unreachable) return 'unreachable'
  if (error instanceof Expired) return 'lost'
  if (typeof error !== 'object' || error === null) return 'other'
  const { errno, code, fatal, original } = error as Partial<Record<'errno' | 'code' | 'fatal' | 'original', unknown>>
  if (original) return failureOf(original)
  if (typeof errno === 'number') {
    if (CONTENTION.has(errno)) return 'contention'
    if (DEMOTED.has(errno)) return 'demoted'
    if (FULL.has(errno)) return 'full'
    if (LOST.has(errno)) return 'lost'
  }
  return fatal === true || (typeof code === 'string' && LOST_CODES.has(code)) ? 'lost' : 'other'
}
