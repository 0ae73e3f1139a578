import { exhausted, listen, RapportError, type Actor } from '@rapport/chassis'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import type { Authenticator } from '../auth/authenticate'
import { credentialsOf } from '../auth/credentials'
import type { Door } from '../auth/door'
import { exchangeOf } from '../http/exchange'
import { liveText, liveTypes, mayHear } from './liveEvent'

export interface LiveParts {
  readonly brokerUrl: string
  readonly door: Door
  readonly authenticator: Authenticator
  readonly cookieName: string
  readonly log: Logger
  readonly namespace?: string | undefined
}

interface Window {
  actor: Actor
  response: Response
}

const HEARTBEAT = 15_000
/** How often a window's session is asked about anew, in ms: a revoked one hears nothing more within 5 s. */
const RECHECK = 3_500
/** What of a session is known this long may be believed, in ms. */
const FRESH = 1_000
const WINDOWS_OF_ONE = 20
/** Bytes that wait for a window to read them; one that reads slower is cut, and connects again. */
const BACKLOG = 256 * 1024

/** Something may have been missed: the window reads again what it shows. */
const RESYNC = 'event: resync\ndata: {}\n\n'

/**
 * GET /v1/live: server-sent events of what changes, without its content; a window asks for the records that it shows. An
 * event is heard by those who have its permission and see its record, as their rights are now.
 */
export const live = (parts: LiveParts): { handler: RequestHandler; stop: () => Promise<void> } => {
  const { door, authenticator, cookieName, log, namespace } = parts
  const windows = new Set<Window>()

  const send = ({ response }: Window, text: string) => {
    if (response.writableLength > BACKLOG) response.destroy()
    else response.write(text)
  }

  const listening = listen(parts.brokerUrl, {
    log,
    ...(namespace !== undefined && { namespace }),
    types: liveTypes,
    onEvent: (envelope) => {
      if (windows.size === 0) return
      const text = liveText(envelope)
      for (const window of windows) if (mayHear(window.actor, envelope)) send(window, text)
    },
    onState: (isHearing) => {
      if (isHearing) for (const window of windows) send(window, RESYNC)
    },
  })

  const open = async (request: Request, response: Response) => {
    const { ip } = exchangeOf(response)
    exchangeOf(response).route = '/v1/live'
    const { caller } = await door.admit(request, response, { kind: 'signedIn' })
    const credentials = credentialsOf(request, cookieName)
    if (!caller || !credentials) return
    const own = [...windows].filter(({ actor }) => actor.id === caller.actor.id)
    if (own.length >= WINDOWS_OF_ONE) throw exhausted('live_too_many', 30)

    response.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store, no-transform' })
    response.set('X-Accel-Buffering', 'no').flushHeaders()
    const window: Window = { actor: caller.actor, response }
    send(window, 'retry: 3000\n\n')
    // Who connects again may have missed something in between; what was published then is not kept.
    if (request.headers['last-event-id']) send(window, RESYNC)
    windows.add(window)

    const recheck = async () => {
      try {
        window.actor = (await authenticator.authenticate(credentials, ip, FRESH)).actor
      } catch (error) {
        const isOver = error instanceof RapportError && error.kind === 'unauthenticated'
        // When nobody can say whether the session still holds, nothing more is heard; the window connects again.
        response.end(isOver ? 'event: signedOut\ndata: {}\n\n' : '')
      }
    }
    const beat = setInterval(() => send(window, ': still here\n\n'), HEARTBEAT)
    const check = setInterval(() => void recheck(), RECHECK)
    response.on('close', () => {
      clearInterval(beat)
      clearInterval(check)
      windows.delete(window)
    })
  }

  return {
    handler: (request: Request, response: Response, next: NextFunction) => void open(request, response).catch(next),
    stop: async () => {
      for (const { response } of windows) response.end()
      await listening.stop()
    },
  }
}
