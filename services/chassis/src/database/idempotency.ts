import { maybeContext, type Context } from '../context/context'
import { RapportError } from '../errors/errors'
import { decodeAnswer, encodeAnswer } from './answers'
import type { Database, Transaction } from './database'

interface Stored {
  readonly requestHash: string
  readonly answer: Buffer
}

// The update makes a duplicate wait for the first with an exclusive lock: waiting with a shared one, several would deadlock. It cannot be
// done, so that the duplicate fails before its COMMIT, which is in the same message.
const KEEP = `INSERT INTO idempotency_keys (tenant_id, actor_id, idempotency_key, request_hash, answer)
  VALUES (:tenantId, :actorId, :key, :hash, :answer)
  ON DUPLICATE KEY UPDATE request_hash = NULL`
const FIND = `SELECT request_hash AS requestHash, answer FROM idempotency_keys
  WHERE tenant_id = :tenantId AND actor_id = :actorId AND idempotency_key = :key`

const served = new WeakSet<Context>()

/** Makes Database.command(). A key belongs to one actor of one tenant. */
export const commandsOn = (
  database: Pick<Database, 'transaction' | 'executeLater' | 'select'>,
): Database['command'] => {
  const once = async <T>(
    work: (transaction: Transaction) => Promise<T>,
    context: Context,
    key: string,
    transaction: Transaction,
  ): Promise<T> => {
    const answer = await work(transaction)
    const row = {
      actorId: context.actor.id,
      key,
      hash: context.requestHash ?? '',
      answer: encodeAnswer(context, answer),
    }
    await database.executeLater(KEEP, row, { transaction })
    return answer
  }

  const answerBefore = async (context: Context, key: string): Promise<{ answer: unknown } | undefined> => {
    const [stored] = await database.select<Stored>(FIND, { actorId: context.actor.id, key })
    if (!stored) return undefined
    if (stored.requestHash !== (context.requestHash ?? ''))
      throw new RapportError('idempotencyMismatch', 'idempotency_key_reused')
    // The rpc is part of the hash: the stored answer is of the type that this call answers.
    return { answer: decodeAnswer(context, stored.answer) }
  }

  const repeatably = async <T>(
    work: (transaction: Transaction) => Promise<T>,
    context: Context,
    key: string,
  ): Promise<T> => {
    try {
      return await database.transaction((transaction) => once(work, context, key, transaction), { repeatable: true })
    } catch (error) {
      // Whatever failed, it may be because the command was done before: its name is taken now, its version is old.
      const before = await answerBefore(context, key)
      if (!before) throw error
      return before.answer as T
    }
  }

  return (work) => {
    const context = maybeContext()
    const key = context?.idempotencyKey
    if (!context || !key) return database.transaction(work)
    if (served.has(context)) throw new Error('a call may run one command: its idempotency key has one effect')
    served.add(context)
    return repeatably(work, context, key)
  }
}
