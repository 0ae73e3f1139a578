import type { CallOptions } from '@rapport/chassis'
import type { Request, Response } from 'express'
import type { Admitted } from '../auth/door'
import { exchangeOf } from './exchange'

/** A request of a known route whose sender was let in. */
export interface RestCall extends Admitted {
  readonly request: Request
  readonly response: Response
  /** Values of the path's fields, in the order of the template. */
  readonly values: readonly string[]
}

/** Answers the requests of one rpc. What it rejects with becomes a problem. */
export type Serve = (call: RestCall) => Promise<void>

/** What goes with a call to a service that is made for a request. */
export const callOptions = ({ response, token, caller }: RestCall): CallOptions => {
  const { requestId, locale, ip, userAgent, signal } = exchangeOf(response)
  return { token, requestId, locale, ip, userAgent, signal, channel: caller?.kind === 'apiKey' ? 'API' : 'UI' }
}
