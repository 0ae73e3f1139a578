import { randomUUID } from 'node:crypto'
import type { Locale } from '@rapport/chassis'
import type { Request, Response } from 'express'
import type { Caller } from '../auth/authenticate'

/** What the gateway knows of one request, from its first line on. */
export interface Exchange {
  requestId: string
  locale: Locale
  ip: string
  userAgent: string
  /** Aborts when the caller is gone before the answer was sent. */
  signal: AbortSignal
  /** Template of the route, for log and metrics. */
  route: string
  caller?: Caller
}

const validRequestId = /^[\w.-]{1,64}$/

/** The language the caller reads best: Chinese where it stands before English, and where nothing is said. */
export const localeOf = (header: string | undefined): Locale => {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', q] = part
        .trim()
        .toLowerCase()
        .split(/;\s*q=/)
      return { tag, q: q === undefined ? 1 : Number(q) || 0 }
    })
    .filter(({ tag, q }) => q > 0 && /^(zh|en)\b/.test(tag))
    .sort((a, b) => b.q - a.q)
  return wanted[0]?.tag.startsWith('en') ? 'en' : 'zh-CN'
}

/** Begins to keep track of a request. */
export const openExchange = (request: Request, response: Response): Exchange => {
  const given = request.get('x-request-id')
  const gone = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  const exchange: Exchange = {
    requestId: given && validRequestId.test(given) ? given : randomUUID(),
    locale: localeOf(request.get('accept-language')),
    ip: request.ip ?? '',
    userAgent: (request.get('user-agent') ?? '').slice(0, 500),
    signal: gone.signal,
    route: '',
  }
  response.locals['exchange'] = exchange
  return exchange
}

/** What is known of the request that `response` answers. */
export const exchangeOf = (response: Response): Exchange => {
  const exchange = response.locals['exchange'] as Exchange | undefined
  if (!exchange) throw new Error('the request did not pass openExchange')
  return exchange
}
