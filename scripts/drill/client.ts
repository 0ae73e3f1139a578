import { setTimeout as sleep } from 'node:timers/promises'
import type { Company } from './company'

/** One request as it went over the wire; times as of `performance.now()`. */
export interface Attempt {
  what: string
  begun: number
  ended: number
  /**
   * `failed`: no answer, or one that says that the server could not. `notConnected`: nobody took the connection, so
   * nothing was asked.
   */
  outcome: 'answered' | 'failed' | 'notConnected'
  /** The status or the error. */
  told: string
}

export interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  body?: object
  headers?: Record<string, string>
  /** Of the command: the same each time that it is repeated. */
  key: string
}

/** The answer to a call; undefined when none came as long as patience lasted. */
export type Answer = { status: number; json: Record<string, unknown> } | undefined

/** So long an answer is waited for, in ms; then the call is made again. */
export const ATTEMPT_LIMIT = 30_000
const PATIENCE = 120_000
const PAUSE = { first: 50, longest: 1000 }

const isLater = (status: number) => status >= 500 || status === 429

const errorCode = (error: unknown): string => {
  const { cause, name } = error as { cause?: { code?: string }; name?: string }
  return cause?.code ?? name ?? 'unknown'
}

/**
 * What a good partner program does: a call without a definite answer is made again with the same idempotency key, after
 * growing pauses. Every attempt is noted in `attempts`, those under way are in `open`.
 */
export const goodClient = ({ origin, session }: Company, attempts: Attempt[], open = new Set<{ begun: number }>()) => {
  const attempt = async ({ method, path, body, headers, key }: Call): Promise<Answer> => {
    const begun = performance.now()
    const underWay = { begun }
    open.add(underWay)
    const note = (outcome: Attempt['outcome'], told: string) =>
      attempts.push({ what: `${method} ${path} ${key}`, begun, ended: performance.now(), outcome, told })
    try {
      const response = await fetch(`${origin}${path}`, {
        method,
        headers: {
          cookie: session.cookie,
          origin,
          'idempotency-key': key,
          'x-request-id': key,
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(ATTEMPT_LIMIT),
      })
      const text = await response.text()
      const later = isLater(response.status)
      note(later ? 'failed' : 'answered', later ? `${response.status} ${text.slice(0, 200)}` : String(response.status))
      return later
        ? undefined
        : { status: response.status, json: (text ? JSON.parse(text) : {}) as Record<string, unknown> }
    } catch (error) {
      const code = errorCode(error)
      note(code === 'ECONNREFUSED' ? 'notConnected' : 'failed', code)
      return undefined
    } finally {
      open.delete(underWay)
    }
  }

  return async (call: Call): Promise<Answer> => {
    const until = Date.now() + PATIENCE
    for (let count = 0; ; count++) {
      const answer = await attempt(call)
      if (answer || Date.now() > until) return answer
      await sleep(Math.min(PAUSE.longest, PAUSE.first * 2 ** count))
    }
  }
}

/** How to send a call of a company's administrator. */
export type Send = ReturnType<typeof goodClient>
