import type { Sequelize, Transaction } from 'sequelize'

export type { Transaction } from 'sequelize'

/** Values of the named parameters of a statement: an array fills `IN (:ids)`, an object becomes JSON text. */
export type Parameters = Readonly<Record<string, unknown>>

export interface StatementOptions {
  readonly transaction?: Transaction | undefined
  /** The statement concerns all tenants; without it the text must contain `:tenantId`. */
  readonly crossTenant?: boolean
}

export interface SelectOptions extends StatementOptions {
  /** The answer may be a moment behind: may be read from a replica. Not inside a transaction. */
  readonly replica?: boolean
}

export interface ExecuteOptions extends StatementOptions {
  /** Outside a transaction: doing it twice does no harm, so it may be repeated when its answer was lost. */
  readonly repeatable?: boolean
}

export interface PostponedOptions extends StatementOptions {
  readonly transaction: Transaction
}

interface InsertOptions {
  readonly transaction: Transaction
  readonly onDuplicate?: 'error' | 'ignore'
  /** Gives what an error means to the caller, or the error itself: it is thrown later, where nobody knows of these rows. */
  readonly explain?: ((error: Error) => Error) | undefined
}

export interface Changed {
  /** Rows inserted, deleted or really changed: an UPDATE to the same values counts 0. */
  readonly affectedRows: number
  readonly insertId: number
}

export interface TransactionOptions {
  /** `work` notices that it was done before (inbox, fence, unique key): it is repeated also when the answer to COMMIT was lost. */
  readonly repeatable?: boolean
}

/**
 * The schema of a service. Statements run with a deadline (that of the context, at most 10 s each), in READ COMMITTED and UTC.
 * DATETIME is read as Date, DATE as `YYYY-MM-DD`, JSON parsed, DECIMAL as string, BIGINT as number up to 2^53 and as string above.
 */
export interface Database {
  readonly sequelize: Sequelize

  /**
   * One transaction, repeated as a whole after a deadlock, a lost connection, a demoted or absent server, for 15 s or until the
   * context's deadline. When the answer to COMMIT itself is lost it fails with `deadline` and the reason `commit_unknown`, unless `repeatable`.
   * May not be nested. Throws RapportError `unavailable` or `deadline` when time is up, and whatever `work` throws.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>

  /**
   * The transaction of a command; at most one in a call. The context's idempotency key has its effect once: `work`'s answer is
   * stored with the key, the same key with the same request answers the stored one, concurrent duplicates wait for it.
   * Without a key it is like transaction(). Throws `idempotencyMismatch` when the key belongs to another request.
   */
  command<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>

  /** The rows of one SELECT. `:tenantId` is bound from the context and must occur in the text, unless `crossTenant`. */
  select<Row extends object>(sql: string, parameters?: Parameters, options?: SelectOptions): Promise<Row[]>

  /** One INSERT, UPDATE or DELETE, with the same rule for `:tenantId`. */
  execute(sql: string, parameters?: Parameters, options?: ExecuteOptions): Promise<Changed>

  /**
   * The same, but in one message with the transaction's next statement, at the latest with COMMIT, which costs less than a message of
   * its own. What it changed is not told, and its error is thrown there.
   */
  executeLater(sql: string, parameters: Parameters, options: PostponedOptions): Promise<void>

  /** Inserts plain rows (column names as keys, the same in each row) in few statements, postponed like those of executeLater(); `tenant_id` is added. */
  insertRows(table: string, rows: readonly Readonly<Record<string, unknown>>[], options: InsertOptions): Promise<void>
}

/** What a committed transaction may have left for the background parts of this process. */
export type Signal = 'outbox' | 'jobs'

/** A database as the chassis itself holds it. */
export interface OpenDatabase extends Database {
  /** Resolves when the writable server answers; rejects within about 2 s otherwise. */
  ping(): Promise<void>
  /** Ends all connections once they are given back, at the latest after 5 s. */
  close(): Promise<void>
  /** Calls `listener` after each commit that left something behind; returns the unsubscribing function. */
  subscribe(signal: Signal, listener: () => void): () => void
  /** Calls the listeners of `signal`, for a commit of another thread of this process. */
  announce(signal: Signal): void
  /** For tests: statements that calls, consumers and jobs have sent to the writer so far; those of the relay and of waiting for work are not counted. */
  statements(): number
  /** For tests: rows that the storage engine was asked for by the connections of this pool so far (Handler_read_*). */
  rowsRead(): Promise<number>
}
