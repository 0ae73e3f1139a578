import { execute, ServerError, type Answer, type Execution } from './sql/execute'
import { liftLiterals } from './sql/literals'
import { parse } from './sql/parse'
import type { Statement } from './sql/statement'
import { emptyTable, type Row, type Schema, type Table } from './sql/table'
import { endTransaction, newTransaction, undoTo, type Transaction } from './sql/transaction'
import type { Timer, World } from './world'

/** innodb_lock_wait_timeout of our sessions, in ms. */
const LOCK_WAIT = 5_000
/** Share of the statements that meet a deadlock: the real server locks more than the model, so it has more of them. */
const DEADLOCKS = 0.002

type Done = (error: Error | null, answer?: Answer) => void

/** A connection as the server has it. */
interface Session {
  /** Runs one statement; `done` is called at once, or when the locks that it waits for are free. */
  readonly run: (sql: string, values: readonly unknown[] | undefined, done: Done) => void
  /** Rolls back what is open. */
  readonly end: () => void
}

export interface DatabaseServer {
  readonly session: (autocommit: boolean) => Session
  /** The rows of a table that are committed, in the order of their keys' making. */
  readonly committed: <Row extends object = object>(table: string) => Row[]
}

type Surroundings = Pick<World, 'random' | 'now' | 'addTimer' | 'removeTimer'>

interface Waiting {
  readonly execution: Execution
  readonly row: Row
  readonly transaction: Transaction
  readonly resume: () => void
  readonly fail: (error: Error, wholly: boolean) => void
  readonly timer: Timer
}

const deadlock = () => new ServerError(1213, 'Deadlock found')

const takesLocks = (statement: Statement) => statement.kind !== 'select' || statement.lock !== 'none'

/**
 * A model of the database server, as far as our mechanisms lean on it: READ COMMITTED, one exclusive lock per row until the
 * transaction ends, unique keys that wait for who is inserting the same, SKIP LOCKED, lock wait timeouts and deadlocks.
 */
export const databaseServer = (world: Surroundings, schema: readonly Schema[]): DatabaseServer => {
  const tables = new Map<string, Table>(schema.map((one) => [one.name, emptyTable(one)]))
  let waiting: Waiting[] = []

  const table = (name: string): Table => {
    const found = tables.get(name)
    if (!found) throw new Error(`the model has no table ${name}`)
    return found
  }

  const end = (transaction: Transaction, committed: boolean) => {
    endTransaction(transaction, committed)
    // In the order of their waiting; who comes first may take what another waits for.
    for (const one of [...waiting]) if (waiting.includes(one) && !one.row.holder) one.resume()
  }

  const isCircle = (from: Transaction, row: Row): boolean => {
    for (let holder = row.holder; holder;) {
      if (holder === from) return true
      const blocked = waiting.find(({ transaction }) => transaction === holder)
      holder = blocked?.row.holder
    }
    return false
  }

  return {
    committed: <Row extends object>(name: string) => {
      const rows: unknown = [...table(name).rows.values()].flatMap(({ committed }) => (committed ? [committed] : []))
      return rows as Row[]
    },
    session: (autocommit) => {
      let transaction = newTransaction()

      const advance = (execution: Execution, mark: number, done: Done): void => {
        const fail = (error: Error, wholly: boolean) => {
          undoTo(transaction, wholly ? 0 : mark)
          if (wholly || autocommit) end(transaction, false)
          done(error)
        }
        const wait = (row: Row) => {
          if (isCircle(transaction, row)) return fail(deadlock(), true)
          const stop = () => {
            waiting = waiting.filter((one) => one !== entry)
            world.removeTimer(entry.timer)
          }
          const entry: Waiting = {
            execution,
            row,
            transaction,
            fail,
            resume: () => {
              stop()
              advance(execution, mark, done)
            },
            timer: world.addTimer(() => {
              stop()
              fail(new ServerError(1205, 'Lock wait timeout exceeded'), false)
            }, LOCK_WAIT),
          }
          waiting.push(entry)
        }
        try {
          const { value, done: over } = execution.next()
          if (!over) return wait(value)
          if (autocommit) end(transaction, true)
          done(null, value)
        } catch (error) {
          if (!(error instanceof ServerError)) throw error
          fail(error, false)
        }
      }

      return {
        end: () => end(transaction, false),
        run: (sql, bound, done) => {
          const { text, values } = liftLiterals(sql, bound)
          const statement = parse(text)
          if (statement.kind === 'end') {
            end(transaction, statement.committed)
            transaction = newTransaction()
            return done(null, { affectedRows: 0, insertId: 0 })
          }
          const { random } = world
          const environment = { table, transaction, values, now: world.now(), random }
          if (takesLocks(statement) && random.chance(DEADLOCKS)) {
            end(transaction, false)
            return done(deadlock())
          }
          advance(execute(statement, environment), transaction.undo.length, done)
        },
      }
    },
  }
}
