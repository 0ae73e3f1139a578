import { House } from '@element-plus/icons-vue'

import { defineModule } from '@/composables/defineModule'

/** The first page: today's work. */
export const home = defineModule({
  id: 'home',
  nav: [{ to: '/', title: 'home.title', icon: House, order: 0, key: 'h', onPhone: true }],
  routes: [{ path: '', component: () => import('./HomePage.vue'), meta: { title: 'home.title' } }],
})
