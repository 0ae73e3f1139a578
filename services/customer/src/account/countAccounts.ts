import type { Context, Deps } from '@rapport/chassis'
import type { CountAccountsRequest } from '@rapport/proto/customer'
import { filterConditions } from './accountFilter'

const most = 10_000

/** How many accounts a list would show in all, up to 10,000. */
export const countAccounts =
  ({ database }: Deps) =>
  async ({ filter }: CountAccountsRequest, { actor }: Context) => {
    const { conditions, parameters } = filterConditions(filter, actor)
    const [row] = await database.select<{ count: number }>(
      `SELECT COUNT(*) AS count FROM (
         SELECT a.id FROM accounts a WHERE a.tenant_id = :tenantId AND ${conditions.join(' AND ')} LIMIT :limit
       ) found`,
      { ...parameters, limit: most + 1 },
      { replica: true },
    )
    const count = Number(row?.count ?? 0)
    return { count: Math.min(count, most), exact: count <= most }
  }
