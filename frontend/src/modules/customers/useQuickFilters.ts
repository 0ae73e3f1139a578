import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'

import { noFilter, setFilters, type AccountListState } from './accountList'

type QuickFilter = 'all' | 'mine' | 'quiet' | 'bin' | 'own'

const filters: Record<Exclude<QuickFilter, 'own'>, Partial<AccountListState>> = {
  all: {},
  mine: { owner: 'me' },
  quiet: { quiet: 30, owner: 'me' },
  bin: { bin: true },
}

const isExactly = (state: AccountListState, filter: Partial<AccountListState>): boolean => {
  const set = setFilters(state)
  const wanted = setFilters({ ...state, ...noFilter, ...filter })
  return set.length === wanted.length && wanted.every((name) => String(state[name]) === String(filter[name]))
}

/** The filters one click away, and which of them is on; a filter of one's own is none of them. */
export const useQuickFilters = (
  state: Ref<AccountListState>,
  patch: (changes: Partial<AccountListState>) => unknown,
) => {
  const { t } = useI18n()
  const names = Object.keys(filters) as Exclude<QuickFilter, 'own'>[]
  const options = computed(() => names.map((value) => ({ value, label: t(`customers.quick.${value}`) })))
  const chosen = computed<QuickFilter>({
    get: () => names.find((name) => isExactly(state.value, filters[name])) ?? 'own',
    set: (name) => {
      if (name !== 'own') void patch({ ...noFilter, ...filters[name], q: state.value.q })
    },
  })
  return { options, chosen }
}
