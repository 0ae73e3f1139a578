import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from './Refusal'

const PATIENCE = 60_000
const BUSY = new Set([429, 503])

const waitOf = (response: Response | undefined, attempt: number): number => {
  const seconds = Number(response?.headers.get('retry-after') ?? NaN)
  return Number.isFinite(seconds) ? seconds * 1000 : Math.min(200 * 2 ** attempt, 5_000)
}

/**
 * Sends a request until it gets an answer that is not "later": waits as long as `Retry-After` says, and tries again when
 * the connection broke, for a minute in all. Commands need an idempotency key for that.
 * @throws Refusal for any answer but success
 */
export const send = async (url: string, request: RequestInit): Promise<Response> => {
  const what = `${request.method ?? 'GET'} ${new URL(url).pathname}`
  const until = Date.now() + PATIENCE
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(url, request).catch((error: unknown) => {
      if (Date.now() > until) throw new Error(`${what}: nobody answers at ${url}`, { cause: error })
      return undefined
    })
    if (response?.ok) return response
    const wait = waitOf(response, attempt)
    const isFinal = response && (!BUSY.has(response.status) || Date.now() + wait > until)
    if (isFinal) throw new Refusal(response.status, what, await response.text())
    await response?.body?.cancel()
    await sleep(wait)
  }
}
