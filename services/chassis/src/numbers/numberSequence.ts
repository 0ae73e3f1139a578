import type { Database } from '../database/database'
import { currentContext } from '../context/context'

interface Block {
  next: number
  end: number
}

/**
 * Human numbers such as `C-20260115-0042`: `prefix`, the UTC day, and a counter per tenant and day of at least four digits.
 * A process takes numbers from the database in blocks of `blockSize`, in a statement of its own, so that records made at
 * the same time do not wait for each other; numbers of a block that a process did not use stay unused.
 */
export const numberSequence = (database: Database, prefix: string, clock: () => Date, blockSize = 20) => {
  const blocks = new Map<string, Block>()

  const reserve = async (day: string, size: number): Promise<Block> => {
    const { insertId } = await database.execute(
      `INSERT INTO number_sequences (tenant_id, prefix, day, last_number) VALUES (:tenantId, :prefix, :day, LAST_INSERT_ID(:size))
       ON DUPLICATE KEY UPDATE last_number = LAST_INSERT_ID(last_number + :size)`,
      { prefix, day, size },
      // A block whose answer was lost stays unused.
      { repeatable: true },
    )
    return { next: insertId - size + 1, end: insertId }
  }

  /** The next `count` numbers, in order. */
  return async (count = 1): Promise<string[]> => {
    const day = clock().toISOString().slice(0, 10).replaceAll('-', '')
    const key = `${currentContext().actor.tenantId}/${day}`
    let block = blocks.get(key)
    if (!block || block.end - block.next + 1 < count) {
      const reserved = await reserve(day, Math.max(blockSize, count))
      block = blocks.get(key)
      if (!block || block.end - block.next + 1 < count) blocks.set(key, (block = reserved))
      for (const old of blocks.keys()) if (!old.endsWith(day)) blocks.delete(old)
    }
    const first = block.next
    block.next += count
    return Array.from({ length: count }, (_, index) => `${prefix}-${day}-${String(first + index).padStart(4, '0')}`)
  }
}
