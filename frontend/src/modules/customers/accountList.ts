import type { AccountCountQuery, AccountQuery } from '@/api/types'
import { calendarDate, choice, choices, count, flag, text, type Codecs } from '@/composables/queryState'

export const kinds = ['COMPANY', 'PERSON'] as const
export const levels = ['A', 'B', 'C', 'D'] as const
export const lifecycles = ['PROSPECT', 'ACTIVE', 'AT_RISK', 'DORMANT', 'CHURNED'] as const
export const quietDays = [7, 14, 30, 60, 90] as const
export const pageSizes = [20, 50, 100, 200]

const orders = [
  'updatedAt desc',
  'updatedAt',
  'createdAt desc',
  'createdAt',
  'name',
  'name desc',
  'lastFollowUpAt',
  'lastFollowUpAt desc',
] as const

/** What the customer list shows: the filter, the order and the page. All of it stands in the address. */
export interface AccountListState {
  q: string
  kind: (typeof kinds)[number][]
  level: (typeof levels)[number][]
  lifecycle: (typeof lifecycles)[number][]
  /** A user's id, or `me`. */
  owner: string
  department: string
  industry: string
  region: string
  source: string
  tag: string
  createdFrom: string
  createdTo: string
  updatedFrom: string
  updatedTo: string
  /** Days without a follow-up; 0: any. */
  quiet: number
  /** The recycle bin. */
  bin: boolean
  sort: (typeof orders)[number]
  size: number
  page: number
}

export const accountListCodecs: Codecs<AccountListState> = {
  q: text(),
  kind: choices(kinds),
  level: choices(levels),
  lifecycle: choices(lifecycles),
  owner: text(),
  department: text(),
  industry: text(),
  region: text(),
  source: text(),
  tag: text(),
  createdFrom: calendarDate(),
  createdTo: calendarDate(),
  updatedFrom: calendarDate(),
  updatedTo: calendarDate(),
  quiet: count(0),
  bin: flag(),
  sort: choice(orders, 'updatedAt desc'),
  size: count(20, 50),
  page: count(1),
}

/** The state without any filter. */
export const noFilter: Omit<AccountListState, 'sort' | 'size'> = {
  q: '',
  kind: [],
  level: [],
  lifecycle: [],
  owner: '',
  department: '',
  industry: '',
  region: '',
  source: '',
  tag: '',
  createdFrom: '',
  createdTo: '',
  updatedFrom: '',
  updatedTo: '',
  quiet: 0,
  bin: false,
  page: 1,
}

const startOf = (date: string): string => new Date(`${date}T00:00:00`).toISOString()
const endOf = (date: string): string => new Date(`${date}T23:59:59.999`).toISOString()
const daysAgo = (days: number, now: Date): string =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).toISOString()

/** The filter of the list as the server takes it; what is not set is left out. Days are those of the user's time zone. */
export const filterOf = (state: AccountListState, now = new Date()): AccountCountQuery => ({
  ...(state.q && { 'filter.q': state.q }),
  ...(state.kind.length > 0 && { 'filter.kinds': state.kind }),
  ...(state.level.length > 0 && { 'filter.levels': state.level }),
  ...(state.lifecycle.length > 0 && { 'filter.lifecycles': state.lifecycle }),
  ...(state.owner && { 'filter.ownerId': state.owner }),
  ...(state.department && { 'filter.departmentId': state.department }),
  ...(state.industry && { 'filter.industry': state.industry }),
  ...(state.region && { 'filter.region': state.region }),
  ...(state.source && { 'filter.source': state.source }),
  ...(state.tag && { 'filter.tag': state.tag }),
  ...(state.createdFrom && { 'filter.createdAfter': startOf(state.createdFrom) }),
  ...(state.createdTo && { 'filter.createdBefore': endOf(state.createdTo) }),
  ...(state.updatedFrom && { 'filter.updatedAfter': startOf(state.updatedFrom) }),
  ...(state.updatedTo && { 'filter.updatedBefore': endOf(state.updatedTo) }),
  ...(state.quiet > 0 && { 'filter.quietSince': daysAgo(state.quiet, now) }),
  ...(state.bin && { 'filter.deleted': true }),
})

/** The whole question for one page of the list. */
export const queryOf = (state: AccountListState, pageToken: string, now = new Date()): AccountQuery => ({
  ...filterOf(state, now),
  orderBy: state.sort,
  pageSize: state.size,
  ...(pageToken && { pageToken }),
})

/** The parts of a filter that are set, by name; the words typed into the search field are not among them. */
export const setFilters = (state: AccountListState): (keyof typeof noFilter)[] => {
  const names = Object.keys(noFilter) as (keyof typeof noFilter)[]
  return names.filter(
    (name) => name !== 'page' && name !== 'q' && JSON.stringify(state[name]) !== JSON.stringify(noFilter[name]),
  )
}
