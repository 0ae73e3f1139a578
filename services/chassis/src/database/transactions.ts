import { AsyncLocalStorage } from 'node:async_hooks'
import { Transaction, type Sequelize } from 'sequelize'
import type { TransactionOptions } from './database'
import type { Link } from './link'
import type { Pool } from './pool'
import { retrying } from './retry'
import { beginLink, endLink } from './transactionLinks'
import { closeState, openState, type TransactionState } from './transactionState'
import { forgetPostponed, runAfterPostponed, runPostponed } from './postponed'
import { deadlineOf, STATEMENT_LIMIT } from './statement'

/** The answer to COMMIT was lost: it may have happened or not. */
class CommitLost extends Error {
  override readonly name = 'CommitLost'
  constructor(readonly original: unknown) {
    super('the answer to COMMIT was lost')
  }
}

const running = new AsyncLocalStorage<Transaction>()

const isInTransaction = (): boolean => running.getStore() !== undefined

export interface TransactionParts {
  readonly sequelize: Sequelize
  /** Its connections do not commit by themselves: the first statement begins the transaction. */
  readonly pool: Pool
  /** Writes what the transaction collected; runs just before COMMIT. */
  readonly flush: (state: TransactionState, transaction: Transaction) => Promise<void>
  readonly onCommitted: (state: TransactionState) => void
}

// COMMIT and ROLLBACK are seen through although the caller's time may be up: their outcome must be known.
const finish = (link: Link, sql: 'COMMIT' | 'ROLLBACK') =>
  runAfterPostponed(link, { sql, kind: 'other' }, Date.now() + STATEMENT_LIMIT)

const rollBack = async (link: Link): Promise<void> => {
  forgetPostponed(link)
  if (link.broken) return
  try {
    await finish(link, 'ROLLBACK')
  } catch {
    // The server rolls back what a cut connection left; the error that led here is the one that counts.
    link.broken = true
  }
}

const commit = async (link: Link): Promise<void> => {
  try {
    await finish(link, 'COMMIT')
  } catch (error) {
    throw link.broken ? new CommitLost(error) : error
  }
}

/** Makes Database.transaction(). */
export const transactionsOn = ({ sequelize, pool, flush, onCommitted }: TransactionParts) => {
  const once = async <T>(work: (transaction: Transaction) => Promise<T>, repeatable: boolean): Promise<T> => {
    const link = await pool.acquire(deadlineOf(STATEMENT_LIMIT))
    const transaction = new Transaction(sequelize, {})
    const state = openState(transaction)
    beginLink(transaction, link)
    try {
      const result = await running.run(transaction, () => work(transaction))
      await flush(state, transaction)
      // What must not be done twice commits in a message of its own, so that its outcome is hardly ever unknown.
      if (!repeatable) await runPostponed(link)
      deadlineOf(0)
      await commit(link)
      onCommitted(state)
      return result
    } catch (error) {
      await rollBack(link)
      throw error
    } finally {
      closeState(transaction)
      endLink(transaction)
      pool.release(link)
    }
  }

  return async <T>(
    work: (transaction: Transaction) => Promise<T>,
    { repeatable = false }: TransactionOptions = {},
  ): Promise<T> => {
    if (isInTransaction()) throw new Error('a transaction was begun inside another: pass the outer one on')
    return retrying(
      () => once(work, repeatable),
      (failure, error) => repeatable || failure !== 'lost' || !(error instanceof CommitLost),
    )
  }
}
