import '@/ui/theme/tokens.css'
import 'element-plus/theme-chalk/base.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import '@/ui/theme/element.css'
import '@/ui/theme/base.css'

import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp } from 'vue'

import { whenSignedOut } from '@/api/client'
import App from '@/app/App.vue'
import { panels, routes } from '@/app/modules'
import { queryClient } from '@/app/queryClient'
import { panelsKey } from '@/composables/panels'
import { useSessionStore } from '@/composables/sessionStore'
import { i18n, preferredLocale, showLocale } from '@/i18n/locale'
import { createPortalRouter } from '@/router/createPortalRouter'

const start = async (): Promise<void> => {
  await showLocale(preferredLocale())
  const router = createPortalRouter(routes)
  const app = createApp(App)
  app.use(createPinia())
  app.use(VueQueryPlugin, { queryClient })
  app.use(i18n)
  app.provide(panelsKey, panels)

  const session = useSessionStore()
  whenSignedOut(() => {
    if (!session.current) return
    session.forget()
    queryClient.clear()
    const target = router.currentRoute.value.fullPath
    void router.push({ path: '/sign-in', query: { next: target, ended: '1' } })
  })

  app.use(router)
  app.mount('#app')
}

void start()
