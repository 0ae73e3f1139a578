import { computed, ref, watch, type Ref } from 'vue'

const storedTokens = (key: string): string[] => {
  const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]')
  return Array.isArray(stored) ? stored.filter((token) => typeof token === 'string') : []
}

/**
 * Pages of a list whose server gives only the token of the next page. `scope` names the list with its filter and order: when
 * it changes, paging starts anew. The tokens of the pages already seen are kept for the browser session, so that "previous"
 * works and a reload stays on its page.
 */
export const usePager = (scope: Ref<string>, page: Ref<number>) => {
  const tokens = ref<string[]>([])
  const storageKey = computed(() => `rapport.pages.${scope.value}`)
  watch(storageKey, (key) => (tokens.value = storedTokens(key)), { immediate: true })

  /** Token of the current page; empty for the first, and for one whose token is not known any more. */
  const pageToken = computed(() => (page.value > 1 ? (tokens.value[page.value - 2] ?? '') : ''))
  /** The page that is really shown. */
  const shownPage = computed(() => (pageToken.value ? page.value : 1))

  /** Remembers the token with which the page after the current one begins. */
  const learn = (nextPageToken: string): void => {
    const known = tokens.value.slice(0, shownPage.value - 1)
    tokens.value = nextPageToken ? [...known, nextPageToken] : known
    sessionStorage.setItem(storageKey.value, JSON.stringify(tokens.value))
  }
  return { pageToken, shownPage, learn }
}
