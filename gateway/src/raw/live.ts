import { exhausted, listen, sees, type Actor, type Envelope } from '@rapport/chassis'
import { contract } from '@rapport/proto'
import { Router, type Request, type Response } from 'express'
import type { Logger } from 'pino'
import type { Authenticator } from '../auth/authenticate'
import { credentialsOf, sessionCookie } from '../auth/credentials'
import { exchangeOf } from '../http/exchange'
import type { RawParts } from './Raw'

const HEARTBEAT = 15_000
/** How often a window's session is looked at again: a revoked one hears nothing more within 5 s. */
const RECHECK = 4000
const WINDOWS_OF_ONE = 20
/** Bytes that wait in a window's socket; a window that reads slower is cut, and connects again. */
const BACKLOG = 256 * 1024

interface Window {
  actor: Actor
  response: Response
}

const permissionOf = new Map(contract().events.flatMap(({ type, permission }) => (permission ? [[type, permission]] : [])))

/** Whether an actor may hear of a fact: same company, the event's permission, and a record in the actor's scope. */
export const mayHear = (actor: Actor, { type, tenantId, ownerId, departmentId }: Pick<Envelope, 'type' | 'tenantId' | 'ownerId' | 'departmentId'>): boolean => {
  const permission = permissionOf.get(type)
  if (!permission || tenantId !== actor.tenantId || !actor.permissions.has(permission)) return false
  return sees(actor, permission.slice(0, permission.lastIndexOf('.')), { ownerId, departmentId })
}

const textOf = ({ id, type, time, aggregateType, aggregateId, aggregateVersion }: Envelope): string => {
  const aggregate = { type: aggregateType, id: aggregateId, version: aggregateVersion }
  return `id: ${id}\nevent: change\ndata: ${JSON.stringify({ id, type, aggregate, occurredAt: time })}\n\n`
}

/** GET /v1/live: server-sent events of what changes, without its content; a window asks for the records it shows. */
export const live = (
  { door, config }: RawParts,
  { authenticator, log }: { authenticator: Authenticator; log: Logger },
): { router: Router; stop: () => Promise<void> } => {
  const windows = new Set<Window>()
  const cookie = sessionCookie(config.PUBLIC_URL)

  const send = ({ response }: Window, text: string) => {
    if (response.writableLength > BACKLOG) response.destroy()
    else response.write(text)
  }
  const listening = listen(config.BROKER_URL, {
    log,
    onEvent: (envelope) => {
      const text = textOf(envelope)
      for (const window of windows) if (mayHear(window.actor, envelope)) send(window, text)
    },
    // What happened meanwhile was missed: every window reads again what it shows.
    onState: (hearing) => {
      if (hearing) for (const window of windows) send(window, 'event: resync\ndata: {}\n\n')
    },
  })

  const router = Router()
  router.get('/v1/live', async (request: Request, response: Response) => {
    const exchange = exchangeOf(response)
    exchange.route = '/v1/live'
    const caller = await door.admit(request, response, { kind: 'signedIn' })
    const credentials = credentialsOf(request, cookie.name)
    if (!caller || !credentials) return
    const own = [...windows].filter(({ actor }) => actor.id === caller.actor.id)
    if (own.length >= WINDOWS_OF_ONE) throw exhausted('live_too_many', 30)
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    })
    response.flushHeaders()
    response.write('retry: 3000\n\n')
    const window: Window = { actor: caller.actor, response }
    windows.add(window)
    const beat = setInterval(() => send(window, ': still here\n\n'), HEARTBEAT)
    const recheck = setInterval(() => {
      authenticator.authenticate(credentials, exchange.ip).then(
        ({ actor }) => (window.actor = actor),
        () => response.end('event: signedOut\ndata: {}\n\n'),
      )
    }, RECHECK)
    response.on('close', () => {
      clearInterval(beat)
      clearInterval(recheck)
      windows.delete(window)
    })
  })

  return {
    router,
    stop: async () => {
      for (const { response } of windows) response.end()
      await listening.stop()
    },
  }
}
