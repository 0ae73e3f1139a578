import type { ServerResponse } from 'node:http'
import { exhausted } from '@rapport/chassis'

/** Notes, by its answer, a request whose body may still be coming; throws `bodies_too_many` when its sender has too many of them. */
export type Arrivals = (response: ServerResponse, sender: string) => void

/** Bodies of one sender that may be on their way at the same time. Each holds a place and memory until it is there. */
const MOST = 50
/** Seconds after which a body that comes slowly is there or given up. */
const RETRY_AFTER = 15

/**
 * Makes the bound on bodies that come slowly, so that nobody can take every place in the gateway by sending nothing. A body
 * that came with its headers, as nearly all do, is not counted. `awaitBody` hears of each that is.
 */
export const arrivals = (awaitBody: (response: ServerResponse) => void): Arrivals => {
  const coming = new Map<string, number>()
  return (response, sender) => {
    if (response.req.complete) return
    const before = coming.get(sender) ?? 0
    if (before >= MOST) throw exhausted('bodies_too_many', RETRY_AFTER)
    coming.set(sender, before + 1)
    awaitBody(response)
    response.once('close', () => {
      const left = (coming.get(sender) ?? 1) - 1
      if (left > 0) coming.set(sender, left)
      else coming.delete(sender)
    })
  }
}
