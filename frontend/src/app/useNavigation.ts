import { computed } from 'vue'
import { useRoute } from 'vue-router'

import { useSessionStore } from '@/composables/sessionStore'

import { navigation } from './modules'

/** The entries of the navigation that the user may open, and which of them is the current one. */
export const useNavigation = () => {
  const session = useSessionStore()
  const route = useRoute()
  const entries = computed(() => navigation.filter(({ permission }) => session.can(permission)))
  const isCurrent = (to: string): boolean => (to === '/' ? route.path === '/' : route.path.startsWith(to))
  return { entries, isCurrent }
}
