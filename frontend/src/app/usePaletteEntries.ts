import { Memo, Moon, OfficeBuilding, Right, Switch, User } from '@element-plus/icons-vue'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { refDebounced } from '@vueuse/core'
import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'

import { search } from '@/api/search'
import type { SearchHit } from '@/api/types'
import { useLanguage } from '@/composables/useLanguage'
import { useSessionStore } from '@/composables/sessionStore'
import { useThemeStore } from '@/composables/themeStore'

import { commands } from './modules'
import { matching, withEntries, type PaletteEntry } from './paletteEntries'
import { usePaletteStore } from './paletteStore'
import { useNavigation } from './useNavigation'
import { useRunCommand } from './useRunCommand'

const hits = 8

/** What the palette offers for the typed words: records that the server finds, actions, pages. */
export const usePaletteEntries = (typed: Ref<string>) => {
  const { t } = useI18n()
  const router = useRouter()
  const session = useSessionStore()
  const theme = useThemeStore()
  const palette = usePaletteStore()
  const { current, choose } = useLanguage()
  const { entries: pages } = useNavigation()
  const run = useRunCommand()
  const words = refDebounced(
    computed(() => typed.value.trim()),
    150,
  )
  const maySearch = computed(() => words.value !== '' && session.can('customer.account.read'))
  const { data, isFetching, isError } = useQuery({
    queryKey: computed(() => ['search', words.value]),
    queryFn: ({ signal }) => search(words.value, hits, signal),
    enabled: maySearch,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

  const found = (kind: SearchHit['kind']): PaletteEntry[] =>
    (maySearch.value ? (data.value?.hits ?? []) : [])
      .filter((hit) => hit.kind === kind)
      .map((hit) => ({
        id: hit.id,
        icon: kind === 'CONTACT' ? User : OfficeBuilding,
        title: hit.name,
        note: [kind === 'CONTACT' ? hit.accountName : '', hit.matchedField === 'name' ? '' : hit.matched]
          .filter(Boolean)
          .join(' · '),
        run: () => router.push(`/customers/${kind === 'CONTACT' ? hit.accountId : hit.id}`),
      }))

  const actions = computed<PaletteEntry[]>(() => [
    ...commands
      .filter(({ permission }) => session.can(permission))
      .map((command) => ({ id: command.id, icon: command.icon, title: t(command.title), run: () => run(command) })),
    { id: 'theme', icon: Moon, title: t('palette.theme'), run: theme.toggle },
    {
      id: 'language',
      icon: Switch,
      title: t('palette.language'),
      run: () => choose(current.value === 'en' ? 'zh-CN' : 'en'),
    },
    { id: 'shortcuts', icon: Memo, title: t('shortcuts.title'), run: () => (palette.showsShortcuts = true) },
  ])
  const places = computed<PaletteEntry[]>(() =>
    pages.value.map(({ to, title }) => ({
      id: to,
      icon: Right,
      title: t('palette.goTo', { page: t(title) }),
      run: () => router.push(to),
    })),
  )

  const groups = computed(() =>
    withEntries([
      { id: 'accounts', title: t('palette.customers'), entries: found('ACCOUNT') },
      { id: 'contacts', title: t('palette.contacts'), entries: found('CONTACT') },
      { id: 'actions', title: t('palette.actions'), entries: matching(actions.value, typed.value) },
      { id: 'pages', title: t('palette.pages'), entries: matching(places.value, typed.value) },
    ]),
  )
  return { groups, searching: isFetching, failed: isError }
}
