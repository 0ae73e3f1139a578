import { computed, inject, type InjectionKey } from 'vue'

import type { Panel } from './defineModule'
import { useSessionStore } from './sessionStore'

/** Where the application provides the panels of all modules. */
export const panelsKey: InjectionKey<readonly Panel[]> = Symbol('panels')

/** The panels at a place that the user may see, in order. */
export const usePanels = (place: string) => {
  const all = inject(panelsKey, [])
  const session = useSessionStore()
  return computed(() =>
    all.filter((panel) => panel.place === place && session.can(panel.permission)).sort((a, b) => a.order - b.order),
  )
}
