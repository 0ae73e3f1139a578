import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { formatQuery, parseQuery, type Codecs } from './queryState'

/** The state of a list page, kept in its address: it survives reload, back and being sent to a colleague. */
export const useQueryState = <State extends object>(codecs: Codecs<State>) => {
  const route = useRoute()
  const router = useRouter()
  const path = route.path
  const state = computed(() => parseQuery(codecs, route.query))

  /** Changes some of the state and the address with it, without a new entry in the history. */
  const patch = async (changes: Partial<State>): Promise<void> => {
    if (route.path !== path) return
    await router.replace({ path, query: formatQuery(codecs, { ...state.value, ...changes }) })
  }
  return { state, patch }
}
