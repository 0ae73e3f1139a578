import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, watch } from 'vue'
import { useRoute } from 'vue-router'

import { accountKeys, countAccounts, listAccounts } from '@/api/accounts'
import { usePager } from '@/composables/usePager'
import { useQueryState } from '@/composables/useQueryState'

import { accountListCodecs, filterOf, queryOf, type AccountListState } from './accountList'
import { keepTrail } from './accountTrail'

/** The customer list: its state in the address, its rows, and its count, which comes after the rows. */
export const useAccountList = () => {
  const route = useRoute()
  const { state, patch: patchState } = useQueryState(accountListCodecs)
  const scope = computed(() => JSON.stringify([filterOf(state.value), state.value.sort, state.value.size]))
  const page = computed(() => state.value.page)
  const pager = usePager(scope, page)
  const query = computed(() => queryOf(state.value, pager.pageToken.value))

  const { data, error, isPending, isFetching, isPlaceholderData, refetch } = useQuery({
    queryKey: computed(() => accountKeys.list(query.value)),
    queryFn: ({ signal }) => listAccounts(query.value, signal),
    placeholderData: keepPreviousData,
  })
  const accounts = computed(() => data.value?.accounts ?? [])

  const { data: total } = useQuery({
    queryKey: computed(() => accountKeys.count(filterOf(state.value))),
    queryFn: ({ signal }) => countAccounts(filterOf(state.value), signal),
    enabled: computed(() => data.value !== undefined),
    staleTime: 60_000,
  })

  watch(
    [data, isPlaceholderData],
    () => {
      if (!data.value || isPlaceholderData.value) return
      pager.learn(data.value.nextPageToken)
      keepTrail({ list: route.fullPath, ids: data.value.accounts.map(({ id }) => id) })
    },
    { immediate: true },
  )

  /** Changes filter, order or size; that leads back to the first page unless a page is named. */
  const patch = (changes: Partial<AccountListState>): Promise<void> => patchState({ page: 1, ...changes })
  const hasNext = computed(() => Boolean(data.value?.nextPageToken))
  const loading = computed(() => isFetching.value && isPlaceholderData.value)

  return { state, patch, accounts, total, error, isPending, loading, hasNext, page: pager.shownPage, refetch }
}
