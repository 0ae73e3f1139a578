import { ask, type Link } from './link'
import type { Pool } from './pool'

// MariaDB counts apart the index entries that a pushed condition looked at and refused.
const STATUS =
  "SHOW SESSION STATUS WHERE Variable_name LIKE 'Handler\\_read\\_%' OR Variable_name LIKE 'Handler\\_icp\\_%'"

const readStatus = async (link: Link): Promise<number> => {
  const rows = (await ask(link, STATUS)) as { Variable_name: string; Value: string }[]
  return rows.reduce(
    (sum, { Variable_name: name, Value }) => sum + (name === 'Handler_icp_match' ? -1 : 1) * Number(Value),
    0,
  )
}

const ownReads = new WeakMap<Link, number>()

// The question itself reads rows, which the next answer counts: asked twice, it tells how many.
const readBy = async (link: Link): Promise<number> => {
  const own = ownReads.get(link) ?? 0
  const first = await readStatus(link)
  const second = await readStatus(link)
  ownReads.set(link, own + 2 * (second - first))
  return first - own
}

/** Rows that the storage engine was asked for by the connections of `pools` so far. The pools must be at rest. */
export const rowsReadBy = async (pools: readonly Pool[]): Promise<number> => {
  const links = pools.flatMap((pool) => [...pool.links]).filter(({ broken }) => !broken)
  const counts = await Promise.all(links.map(readBy))
  return counts.reduce((sum, count) => sum + count, 0)
}
