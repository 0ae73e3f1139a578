/** One thing wrong with one field of the request: `field` in JSON spelling relative to the request body, `reason` a key of the message catalogue. */
export interface Violation {
  field: string
  reason: string
  params?: Params
  /** The sentence in the caller's language, where another service has made it already. */
  description?: string
}

export type Params = Readonly<Record<string, string | number>>

/** What kind of failure it is; decides gRPC and HTTP status (see rpc/status/kinds.ts). */
export type Kind =
  | 'invalid'
  | 'unauthenticated'
  | 'denied'
  | 'notFound'
  | 'conflict'
  | 'stale'
  | 'idempotencyMismatch'
  | 'exhausted'
  | 'unavailable'
  | 'deadline'
  | 'cancelled'
  | 'unimplemented'
  | 'internal'

/** A failure that a caller can act on: a stable `reason`, the values of its sentence, and the fields concerned. The sentence itself is made in the caller's language at the boundary. */
export class RapportError extends Error {
  override readonly name = 'RapportError'
  /** The sentence in the caller's language, where another service has made it already. */
  sentence?: string
  constructor(
    readonly kind: Kind,
    readonly reason: string,
    readonly params: Params = {},
    readonly violations: readonly Violation[] = [],
    options?: ErrorOptions,
  ) {
    super(
      violations.length ? `${reason}: ${violations.map((v) => `${v.field} ${v.reason}`).join(', ')}` : reason,
      options,
    )
  }
}

/** The request breaks rules of one or more fields. */
export const invalid = (...violations: Violation[]) => new RapportError('invalid', 'request_invalid', {}, violations)

/** There is no such record, or the caller may not know that there is. */
export const notFound = (resource: string, id: string) => new RapportError('notFound', `${resource}_not_found`, { id })

/** The record's state forbids it; `reason` says why. */
export const conflict = (reason: string, params?: Params, ...violations: Violation[]) =>
  new RapportError('conflict', reason, params, violations)

/** The caller is known but may not. */
export const denied = (reason = 'permission_denied', params?: Params, ...violations: Violation[]) =>
  new RapportError('denied', reason, params, violations)

/** Nobody is signed in, or the proof of identity is wrong. */
export const unauthenticated = (reason = 'unauthenticated', params?: Params) =>
  new RapportError('unauthenticated', reason, params)

/** Someone else changed the record: the caller expected version `expected`, it is `actual` now. */
export const stale = (expected: number, actual: number) =>
  new RapportError('stale', 'version_conflict', { expected, actual })

/** Too much in too short a time; `retryAfter` in seconds. */
export const exhausted = (reason: string, retryAfter: number, params: Params = {}) =>
  new RapportError('exhausted', reason, { ...params, retryAfter })

/** Cannot be answered now; the same request may be sent again after `retryAfter` seconds. */
export const unavailable = (reason = 'unavailable', retryAfter = 1, options?: ErrorOptions) =>
  new RapportError('unavailable', reason, { retryAfter }, [], options)

/** Throws; for use in expressions. */
export const raise = (error: Error): never => {
  throw error
}
