import { defineModule } from '@/composables/defineModule'

/** The user's own account. */
export const profile = defineModule({
  id: 'profile',
  routes: [{ path: 'profile', component: () => import('./ProfilePage.vue'), meta: { title: 'profile.title' } }],
})
