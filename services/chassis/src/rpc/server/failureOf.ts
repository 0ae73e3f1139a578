import { RapportError } from '../../errors/errors'
import type { ParentCall } from '../parentCall'

/**
 * What a failed call answers. What the program did not foresee becomes `internal` with nothing but the request id; when the
 * caller has left or the deadline has passed, everything that fails afterwards is a consequence of that.
 */
export const failureOf = (error: unknown, call: ParentCall, requestId: string): RapportError => {
  if (call.cancelled) {
    const late = Date.now() >= Number(call.getDeadline())
    return new RapportError(late ? 'deadline' : 'cancelled', late ? 'deadline_exceeded' : 'cancelled', {}, [], {
      cause: error,
    })
  }
  if (error instanceof RapportError && error.kind !== 'internal') return error
  return new RapportError('internal', 'internal', { requestId }, [], { cause: error })
}
