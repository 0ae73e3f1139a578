import { randomUUID } from 'node:crypto'
import { invalid } from '@rapport/chassis'
import type { Request } from 'express'

/** The caller's key of a command, or a fresh one: with it the command can be repeated after a lost connection. Throws `invalid`. */
export const idempotencyKeyOf = (request: Request): string => {
  const key = request.headers['idempotency-key']
  if (key === undefined) return randomUUID()
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key
  throw invalid({ field: 'Idempotency-Key', reason: 'idempotency_key_malformed' })
}
