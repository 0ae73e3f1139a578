import { aCall } from '../database/aCall'
import type { Database } from '../database/database'
import { RapportError } from '../errors/errors'
import { useCase, type Command } from './scenario'
import type { Process, World } from './world'

/** A process that can be called. */
export interface Running {
  readonly process: Process
  readonly database: Database
}

/** What came back to a caller at last. */
type Outcome = { readonly answer: unknown } | { readonly error: unknown }

/** Somebody who wants a command done and asks until it is answered. */
export interface Client {
  readonly command: Command
  readonly outcome: Outcome | undefined
}

const PATIENCE = 30_000
const PAUSE = 300

const mayRetry = (error: unknown): boolean =>
  error instanceof RapportError && ['unavailable', 'deadline'].includes(error.kind)

/** Calls one of the processes after `delay` ms, again when the answer does not come or says so. */
export const newClient = (world: World, running: () => readonly Running[], command: Command, delay: number): Client => {
  const client: { command: Command; outcome: Outcome | undefined } = { command, outcome: undefined }
  const call = { idempotencyKey: command.key, requestHash: `${command.kind} ${command.account} ${command.body}` }

  const attempt = () => {
    const all = running()
    if (all.length === 0) return later(PAUSE)
    const { process, database } = world.random.pick(all)
    let open = true
    const again = () => {
      if (!open) return
      open = false
      world.removeTimer(impatience)
      later(PAUSE)
    }
    const line = world.connect(process, { lost: () => undefined, gone: again })
    const impatience = world.addTimer(again, PATIENCE)
    const reply = (outcome: Outcome) =>
      line.ask('reply', () => {
        if (!open) return
        if ('error' in outcome && mayRetry(outcome.error)) return again()
        open = false
        world.removeTimer(impatience)
        client.outcome = outcome
      })
    line.answer('call', () => {
      aCall(() => useCase(database, command), call).then(
        (answer) => reply({ answer }),
        (error: unknown) => reply({ error }),
      )
    })
  }
  const later = (ms: number) => void world.addTimer(attempt, ms)
  later(delay)
  return client
}
