import { databaseServer, type DatabaseServer } from './databaseServer'
import { runHistory, schema } from './history'
import { randomFrom } from './random'
import type { Answer } from './sql/execute'
import type { World } from './world'

/** A statement that a session was asked to run. */
export interface Asked {
  readonly kind: 'asked'
  readonly session: number
  readonly autocommit: boolean
  readonly now: number
  readonly sql: string
  readonly values: readonly unknown[] | undefined
}

/** What came back: an answer, or the number of an error. */
export interface Outcome {
  readonly errno: number | undefined
  readonly answer: Answer | undefined
}

interface Answered extends Outcome {
  readonly kind: 'answered'
  readonly session: number
}

interface Ended {
  readonly kind: 'ended'
  readonly session: number
}

type Event = Asked | Answered | Ended

/** All that the sessions of a history had to do with the model, in its order, and the model as it was left. */
export interface StatementLog {
  readonly events: readonly Event[]
  readonly model: DatabaseServer
}

/** The number of an error of the server. */
export const errnoOf = (error: unknown): number | undefined => (error as { errno?: number } | null)?.errno

/** Runs a history and notes what the model of the database was asked and what it answered. */
export const statementLogOf = async (seed: number): Promise<StatementLog> => {
  const events: Event[] = []
  let model: DatabaseServer | undefined
  let sessions = 0
  const noted =
    (server: DatabaseServer): DatabaseServer['session'] =>
    (autocommit) => {
      const own = server.session(autocommit)
      const session = sessions++
      return {
        run: (sql, values, done) => {
          events.push({ kind: 'asked', session, autocommit, now: Date.now(), sql, values })
          own.run(sql, values, (error, answer) => {
            events.push({ kind: 'answered', session, errno: errnoOf(error), answer })
            done(error, answer)
          })
        },
        end: () => {
          events.push({ kind: 'ended', session })
          own.end()
        },
      }
    }
  // Nothing by chance: only what the real server must do as well.
  const random = { ...randomFrom(seed), chance: () => false }
  const newDatabase = ({ now, addTimer, removeTimer }: World) => {
    model = databaseServer({ now, addTimer, removeTimer, random }, schema)
    return { ...model, session: noted(model) }
  }
  await runHistory(seed, { newDatabase })
  if (!model) throw new Error('the history had no database')
  return { events, model }
}
