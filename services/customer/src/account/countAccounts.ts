import type { Context, Deps } from '@rapport/chassis'
import type { CountAccountsRequest } from '@rapport/proto/customer'
import { accountBranches, unionOf } from './accountBranches'
import { filterConditions } from './accountFilter'
import { visibleAccounts } from './account.queries'

const most = 10_000

/** How many accounts a list would show in all, up to 10,000. */
export const countAccounts =
  ({ database }: Deps) =>
  async ({ filter }: CountAccountsRequest, { actor }: Context) => {
    const wanted = await filterConditions(database, filter, actor)
    const branches = accountBranches(actor)
    const sight = branches ? undefined : visibleAccounts(actor)
    const all = { from: 'accounts a', condition: sight?.sql ?? 'TRUE', parameters: sight?.parameters ?? {} }
    const union = unionOf(branches ?? [all], 'a.id', `${wanted.conditions.join(' AND ')} LIMIT :limit`)
    const [row] = await database.select<{ count: number }>(
      `SELECT COUNT(${branches ? 'DISTINCT id' : '*'}) AS count FROM (${union.sql}) found`,
      { ...wanted.parameters, ...union.parameters, limit: most + 1 },
      { replica: true },
    )
    const count = Number(row?.count ?? 0)
    return { count: Math.min(count, most), exact: count <= most }
  }
