import { status } from '@grpc/grpc-js'
import type { Kind } from '../../errors/errors'

const codes: Readonly<Record<Kind, status>> = {
  invalid: status.INVALID_ARGUMENT,
  unauthenticated: status.UNAUTHENTICATED,
  denied: status.PERMISSION_DENIED,
  notFound: status.NOT_FOUND,
  conflict: status.FAILED_PRECONDITION,
  stale: status.ABORTED,
  idempotencyMismatch: status.ALREADY_EXISTS,
  exhausted: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
  deadline: status.DEADLINE_EXCEEDED,
  cancelled: status.CANCELLED,
  unimplemented: status.UNIMPLEMENTED,
  internal: status.INTERNAL,
}

/** gRPC status code of a kind of failure. */
export const codeOf = (kind: Kind): status => codes[kind]

const kinds = new Map(Object.entries(codes).map(([kind, code]) => [code, kind as Kind]))

/** Kind of failure of a gRPC status code; codes that no service of ours sends are internal failures. */
export const kindOf = (code: status): Kind => kinds.get(code) ?? 'internal'

const reasons: Readonly<Record<Kind, string>> = {
  invalid: 'request_invalid',
  unauthenticated: 'unauthenticated',
  denied: 'permission_denied',
  notFound: 'not_found',
  conflict: 'conflict',
  stale: 'version_conflict',
  idempotencyMismatch: 'idempotency_key_reused',
  exhausted: 'too_many_requests',
  unavailable: 'unavailable',
  deadline: 'deadline_exceeded',
  cancelled: 'cancelled',
  unimplemented: 'unimplemented',
  internal: 'internal',
}

/** The reason that says no more than the kind itself; it always has a sentence. */
export const plainReason = (kind: Kind): string => reasons[kind]
