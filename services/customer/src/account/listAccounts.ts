import { columnsOf, pageOf, readRow, type Context, type Deps, type SortColumn } from '@rapport/chassis'
import type { AccountFilter, ListAccountsRequest } from '@rapport/proto/customer'
import { accountBranches, unionOf, type Branch } from './accountBranches'
import { filterConditions } from './accountFilter'
import { AccountModel, type AccountRow } from './AccountModel'
import { presentAccount } from './account.presenter'
import { selectAccounts, visibleAccounts } from './account.queries'

interface Sort {
  column: string
  attribute: 'updatedAt' | 'createdAt' | 'nameSort' | 'lastFollowUpAt'
  index: string
  type: SortColumn['type']
}

const updatedAt: Sort = { column: 'a.updated_at', attribute: 'updatedAt', index: 'accounts_updated', type: 'date' }

const sorts: Record<string, Sort> = {
  updatedAt,
  createdAt: { column: 'a.created_at', attribute: 'createdAt', index: 'accounts_created', type: 'date' },
  name: { column: 'a.name_sort', attribute: 'nameSort', index: 'accounts_name', type: 'ascii' },
  lastFollowUpAt: {
    column: 'a.last_follow_up_at',
    attribute: 'lastFollowUpAt',
    index: 'accounts_followed',
    type: 'date',
  },
}

// The recycle bin and what a search found are few and sorted as they come.
const isFew = (filter: AccountFilter | undefined) => Boolean(filter?.deleted || filter?.q.trim())
const isOfSomebody = (filter: AccountFilter | undefined) => Boolean(filter?.ownerId || filter?.departmentId)

// The index that gives the page its order.
const indexFor = (sort: Sort, filter: AccountFilter | undefined): string | undefined => {
  if (isFew(filter)) return undefined
  if (!isOfSomebody(filter)) return sort.index
  if (sort !== updatedAt) return undefined
  return filter?.ownerId ? 'accounts_owner' : 'accounts_department'
}

/** Branches of which each gives whole accounts at once; of more, first only the ids are read. */
const FEW_BRANCHES = 2

// By other sorts than the usual one a branch is read as a whole: the own accounts are few, those of a department may be most of all.
const branchesFor = (sort: Sort, { filter }: ListAccountsRequest, actor: Context['actor']): Branch[] | undefined => {
  if (isFew(filter) || isOfSomebody(filter)) return undefined
  const branches = accountBranches(actor)
  return branches && (sort === updatedAt || branches.length <= FEW_BRANCHES) ? branches : undefined
}

type Sorted<Row> = Row & Pick<AccountRow, 'id'>

/** The rows of several ordered branches in one order, each once. */
const merge = <Row extends Partial<AccountRow>>(rows: readonly Sorted<Row>[], { attribute }: Sort, order: string) => {
  const compare = (a: Sorted<Row>, b: Sorted<Row>): number => {
    const [one, other] = [a[attribute] ?? null, b[attribute] ?? null]
    if (one === null || other === null) return Number(one !== null) - Number(other !== null)
    return one < other ? -1 : Number(one > other)
  }
  const byId = (a: Sorted<Row>, b: Sorted<Row>) => (a.id < b.id ? -1 : Number(a.id > b.id))
  const sign = order === 'desc' ? -1 : 1
  const once = [...new Map(rows.map((row) => [row.id, row])).values()]
  return once.sort((a, b) => sign * (compare(a, b) || byId(a, b)))
}

/** One page of the accounts that the caller may see and the filter finds. */
export const listAccounts = ({ database }: Deps) => {
  const inBranches = async (
    branches: readonly Branch[],
    sort: Sort,
    { order, rest, limit, parameters }: { order: string; rest: string; limit: number; parameters: object },
  ): Promise<AccountRow[]> => {
    const whole = branches.length <= FEW_BRANCHES
    const columns = whole ? columnsOf(AccountModel, 'a') : `a.id, ${sort.column} AS ${sort.attribute}`
    const union = unionOf(branches, columns, rest)
    const found = await database.select<AccountRow>(union.sql, { ...parameters, ...union.parameters, limit })
    const page = merge(found, sort, order).slice(0, limit)
    if (whole || page.length === 0) return page.map((row) => readRow(AccountModel, { ...row }))
    const accounts = await selectAccounts(database, 'a.id IN (:ids)', { ids: page.map(({ id }) => id) })
    return merge(accounts, sort, order)
  }

  return async (request: ListAccountsRequest, { actor }: Context) => {
    const orderBy = request.orderBy || 'updatedAt desc'
    const [key = '', order = 'asc'] = orderBy.split(' ')
    const sort = sorts[key]
    if (!sort) throw new Error(`the contract lets orderBy ${key} through, but there is no such sort`)
    const direction = order === 'desc' ? 'desc' : 'asc'
    const page = pageOf(request, {
      sort: {
        key: orderBy,
        index: indexFor(sort, request.filter),
        columns: [
          { column: sort.column, direction, type: sort.type },
          { column: 'a.id', direction, type: 'ascii' },
        ],
      },
      fingerprint: { ...request.filter },
    })
    const branches = branchesFor(sort, request, actor)
    const wanted = await filterConditions(database, request.filter, actor)
    const sight = branches ? undefined : visibleAccounts(actor)
    const conditions = [...wanted.conditions, page.where?.sql, sight?.sql].filter((sql) => sql !== undefined)
    const rest = `${conditions.join(' AND ')} ${page.orderBy} LIMIT :limit`
    const parameters = { ...wanted.parameters, ...page.where?.parameters, ...sight?.parameters }
    const rows = await (branches
      ? inBranches(branches, sort, { order, rest, limit: page.limit, parameters })
      : selectAccounts(database, rest, { ...parameters, limit: page.limit }, { hint: page.hint }))
    const sealed = page.seal(rows, (row) => [row[sort.attribute], row.id])
    return { accounts: sealed.rows.map(presentAccount), nextPageToken: sealed.nextPageToken }
  }
}
