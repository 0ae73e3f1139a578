import { pageOf, type Context, type Deps, type SortColumn } from '@rapport/chassis'
import type { ListAccountsRequest } from '@rapport/proto/customer'
import { filterConditions } from './accountFilter'
import type { AccountRow } from './AccountModel'
import { presentAccount } from './account.presenter'
import { selectAccounts } from './account.queries'

interface Sort {
  column: string
  type: SortColumn['type']
  value: (account: AccountRow) => Date | string | null
}

const sorts: Record<string, Sort> = {
  updatedAt: { column: 'a.updated_at', type: 'date', value: ({ updatedAt }) => updatedAt },
  createdAt: { column: 'a.created_at', type: 'date', value: ({ createdAt }) => createdAt },
  name: { column: 'a.name_sort', type: 'string', value: ({ nameSort }) => nameSort },
  lastFollowUpAt: { column: 'a.last_follow_up_at', type: 'date', value: ({ lastFollowUpAt }) => lastFollowUpAt },
}

/** One page of the accounts that the caller may see and the filter finds. */
export const listAccounts =
  ({ database }: Deps) =>
  async (request: ListAccountsRequest, { actor }: Context) => {
    const orderBy = request.orderBy || 'updatedAt desc'
    const [key = '', order] = orderBy.split(' ')
    const sort = sorts[key]
    if (!sort) throw new Error(`the contract lets orderBy ${key} through, but there is no such sort`)
    const direction = order === 'desc' ? 'desc' : 'asc'
    const page = pageOf(request, {
      sort: {
        key: orderBy,
        columns: [
          { column: sort.column, direction, type: sort.type },
          { column: 'a.id', direction, type: 'string' },
        ],
      },
      fingerprint: { ...request.filter },
    })
    const { conditions, parameters } = filterConditions(request.filter, actor)
    if (page.where) conditions.push(page.where.sql)
    const rows = await selectAccounts(database, `${conditions.join(' AND ')} ${page.orderBy} LIMIT :limit`, {
      ...parameters,
      ...page.where?.parameters,
      limit: page.limit,
    })
    const sealed = page.seal(rows, (row) => [sort.value(row), row.id])
    return { accounts: sealed.rows.map(presentAccount), nextPageToken: sealed.nextPageToken }
  }
