import type { Sequelize } from 'sequelize'
import { outsideOfCalls } from '../context/context'
import type { OpenDatabase, Signal } from './database'
import { flush } from './flush'
import { commandsOn } from './idempotency'
import { insertRows } from './insertRows'
import type { Pool } from './pool'
import { queriesOn, type QueryParts } from './queries'
import { transactionsOn } from './transactions'

interface DatabaseParts extends QueryParts {
  readonly sequelize: Sequelize
  /** Connections for transactions: they do not commit by themselves. */
  readonly transactional: Pool
}

type Mechanisms = Omit<OpenDatabase, 'ping' | 'close' | 'statements' | 'rowsRead'>

/** What can be done with a database, on connections that somebody else opens, watches and ends. */
export const databaseOn = ({ sequelize, writer, transactional, onReplica }: DatabaseParts): Mechanisms => {
  const listeners: Record<Signal, Set<() => void>> = { outbox: new Set(), jobs: new Set() }
  const announce = (signal: Signal) => {
    for (const listener of listeners[signal]) listener()
  }
  const transaction = transactionsOn({
    sequelize,
    pool: transactional,
    flush,
    onCommitted: ({ signals }) =>
      outsideOfCalls(() => {
        for (const signal of signals) announce(signal)
      }),
  })
  const queries = queriesOn({ writer, onReplica })
  return {
    sequelize,
    ...queries,
    insertRows,
    transaction,
    command: commandsOn({ ...queries, transaction }),
    announce,
    subscribe: (signal, listener) => {
      listeners[signal].add(listener)
      return () => void listeners[signal].delete(listener)
    },
  }
}
