import { pageOf, type Context, type Deps, type SortColumn } from '@rapport/chassis'
import type { AccountFilter, ListAccountsRequest } from '@rapport/proto/customer'
import { filterConditions } from './accountFilter'
import type { AccountRow } from './AccountModel'
import { presentAccount } from './account.presenter'
import { selectAccounts } from './account.queries'

interface Sort {
  column: string
  index: string
  type: SortColumn['type']
  value: (account: AccountRow) => Date | string | null
}

const sorts: Record<string, Sort> = {
  updatedAt: { column: 'a.updated_at', index: 'accounts_updated', type: 'date', value: ({ updatedAt }) => updatedAt },
  createdAt: { column: 'a.created_at', index: 'accounts_created', type: 'date', value: ({ createdAt }) => createdAt },
  name: { column: 'a.name_sort', index: 'accounts_name', type: 'string', value: ({ nameSort }) => nameSort },
  lastFollowUpAt: {
    column: 'a.last_follow_up_at',
    index: 'accounts_followed',
    type: 'date',
    value: ({ lastFollowUpAt }) => lastFollowUpAt,
  },
}

// The index that gives the page its order; the recycle bin and what a search found are few and sorted as they come.
const indexFor = (sort: Sort, filter: AccountFilter | undefined): string | undefined => {
  if (filter?.deleted || filter?.q.trim()) return undefined
  if (!filter?.ownerId && !filter?.departmentId) return sort.index
  if (sort !== sorts['updatedAt']) return undefined
  return filter.ownerId ? 'accounts_owner' : 'accounts_department'
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
        index: indexFor(sort, request.filter),
        columns: [
          { column: sort.column, direction, type: sort.type },
          { column: 'a.id', direction, type: 'string' },
        ],
      },
      fingerprint: { ...request.filter },
    })
    const { conditions, parameters } = filterConditions(request.filter, actor)
    if (page.where) conditions.push(page.where.sql)
    const rows = await selectAccounts(
      database,
      `${conditions.join(' AND ')} ${page.orderBy} LIMIT :limit`,
      { ...parameters, ...page.where?.parameters, limit: page.limit },
      { hint: page.hint },
    )
    const sealed = page.seal(rows, (row) => [sort.value(row), row.id])
    return { accounts: sealed.rows.map(presentAccount), nextPageToken: sealed.nextPageToken }
  }
