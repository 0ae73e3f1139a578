import { User } from '@element-plus/icons-vue'

import { defineModule } from '@/composables/defineModule'

declare module '@/composables/dialogStore' {
  interface DialogCatalogue {
    /** Records a contact, or changes the one with this id. */
    contact: { contactId?: string; accountId?: string; accountName?: string }
  }
}

/** Contacts: the people at the customers. */
export const contacts = defineModule({
  id: 'contacts',
  permission: 'customer.contact.read',
  nav: [
    {
      to: '/contacts',
      title: 'contacts.title',
      icon: User,
      order: 110,
      permission: 'customer.contact.read',
      key: 'p',
      onPhone: true,
    },
  ],
  routes: [{ path: 'contacts', component: () => import('./ContactListPage.vue'), meta: { title: 'contacts.title' } }],
  commands: [
    {
      id: 'contacts.new',
      title: 'contacts.new',
      icon: User,
      permission: 'customer.contact.create',
      dialog: 'contact',
      creates: true,
    },
  ],
  panels: [
    {
      place: 'customer.side',
      id: 'contacts',
      order: 20,
      component: () => import('./ContactsPanel.vue'),
      permission: 'customer.contact.read',
    },
  ],
  dialogs: { contact: () => import('./ContactDialog.vue') },
})
