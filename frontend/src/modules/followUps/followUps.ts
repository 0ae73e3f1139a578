import { ChatLineSquare } from '@element-plus/icons-vue'

import { defineModule } from '@/composables/defineModule'

declare module '@/composables/dialogStore' {
  interface DialogCatalogue {
    /** Records a follow-up, or changes the one with this id. */
    followUp: { followUpId?: string; accountId?: string; accountName?: string }
  }
}

/** Follow-ups: what was talked about with customers, and when to talk next. */
export const followUps = defineModule({
  id: 'followUps',
  permission: 'customer.followUp.read',
  nav: [
    {
      to: '/follow-ups',
      title: 'followUps.title',
      icon: ChatLineSquare,
      order: 120,
      permission: 'customer.followUp.read',
      key: 'f',
      onPhone: true,
    },
  ],
  routes: [
    { path: 'follow-ups', component: () => import('./FollowUpListPage.vue'), meta: { title: 'followUps.title' } },
  ],
  commands: [
    {
      id: 'followUps.new',
      title: 'followUps.new',
      icon: ChatLineSquare,
      permission: 'customer.followUp.create',
      dialog: 'followUp',
      creates: true,
    },
  ],
  panels: [
    {
      place: 'customer.composer',
      id: 'followUps.composer',
      order: 10,
      component: () => import('./FollowUpComposer.vue'),
      permission: 'customer.followUp.create',
    },
    { place: 'customer.side', id: 'followUps.next', order: 10, component: () => import('./NextActionPanel.vue') },
  ],
  dialogs: { followUp: () => import('./FollowUpDialog.vue') },
})
