import { ask, type Link } from './link'
import type { Pool } from './pool'

const STATUS = "SHOW SESSION STATUS LIKE 'Handler\\_read\\_%'"

const readBy = async (link: Link): Promise<number> => {
  const rows = (await ask(link, STATUS)) as { Value: string }[]
  return rows.reduce((sum, { Value }) => sum + Number(Value), 0)
}

/** Rows that the storage engine was asked for by the connections of `pools` so far. The pools must be at rest. */
export const rowsReadBy = async (pools: readonly Pool[]): Promise<number> => {
  const links = pools.flatMap((pool) => [...pool.links]).filter(({ broken }) => !broken)
  const counts = await Promise.all(links.map(readBy))
  return counts.reduce((sum, count) => sum + count, 0)
}
