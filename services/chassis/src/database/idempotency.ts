import { maybeContext, type Context } from '../context/context'
import { RapportError } from '../errors/errors'
import { decodeAnswer, encodeAnswer } from './answers'
import type { Database, Transaction } from './database'

interface Stored {
  readonly requestHash: string
  readonly answer: Buffer
}

// The update of nothing makes a duplicate wait for the first with an exclusive lock; waiting with a shared one, several would deadlock.
const CLAIM = `INSERT INTO idempotency_keys (tenant_id, actor_id, idempotency_key, request_hash, answer)
  VALUES (:tenantId, :actorId, :key, :hash, '')
  ON DUPLICATE KEY UPDATE request_hash = request_hash`
const FIND = `SELECT request_hash AS requestHash, answer FROM idempotency_keys
  WHERE tenant_id = :tenantId AND actor_id = :actorId AND idempotency_key = :key`
const KEEP = `UPDATE idempotency_keys SET answer = :answer
  WHERE tenant_id = :tenantId AND actor_id = :actorId AND idempotency_key = :key`

const served = new WeakSet<Context>()

/** Makes Database.command(). A key belongs to one actor of one tenant. */
export const commandsOn = (database: Pick<Database, 'transaction' | 'execute' | 'select'>): Database['command'] => {
  const once = async <T>(
    work: (transaction: Transaction) => Promise<T>,
    context: Context,
    key: string,
    transaction: Transaction,
  ): Promise<T> => {
    const where = { actorId: context.actor.id, key }
    const hash = context.requestHash ?? ''
    const { affectedRows } = await database.execute(CLAIM, { ...where, hash }, { transaction })
    if (affectedRows === 1) {
      const answer = await work(transaction)
      await database.execute(KEEP, { ...where, answer: encodeAnswer(context, answer) }, { transaction })
      return answer
    }
    const [stored] = await database.select<Stored>(FIND, where, { transaction })
    if (!stored) throw new Error('an idempotency key that was just seen is gone')
    if (stored.requestHash !== hash) throw new RapportError('idempotencyMismatch', 'idempotency_key_reused')
    // The rpc is part of the hash: the stored answer is of the type that this call answers.
    return decodeAnswer(context, stored.answer) as T
  }

  return (work) => {
    const context = maybeContext()
    const key = context?.idempotencyKey
    if (!context || !key) return database.transaction(work)
    if (served.has(context)) throw new Error('a call may run one command: its idempotency key has one effect')
    served.add(context)
    return database.transaction((transaction) => once(work, context, key, transaction), { repeatable: true })
  }
}
