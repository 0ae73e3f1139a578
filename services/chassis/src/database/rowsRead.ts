import { ask, type Link } from './link'
import type { Pool } from './pool'

const STATUS = "SHOW SESSION STATUS LIKE 'Handler\\_read\\_%'"

const readBy = async (link: Link): Promise<number> => {
  const rows = (await ask(link, STATUS)) as { Value: string }[]
  return rows.reduce((sum, { Value }) => sum + Number(Value), 0)
}

/** Rows that the storage engine was asked for by the connections of `pool` so far. The pool must be at rest. */
export const rowsReadBy = async (pool: Pool): Promise<number> => {
  const counts = await Promise.all([...pool.links].filter(({ broken }) => !broken).map(readBy))
  return counts.reduce((sum, count) => sum + count, 0)
}
