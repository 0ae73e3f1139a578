import { Upload } from '@element-plus/icons-vue'

import { defineModule } from '@/composables/defineModule'

/** Imports of customers from spreadsheets. */
export const imports = defineModule({
  id: 'imports',
  permission: 'customer.import.create',
  nav: [
    {
      to: '/imports',
      title: 'imports.title',
      icon: Upload,
      order: 130,
      permission: 'customer.import.create',
      key: 'i',
    },
  ],
  routes: [
    { path: 'imports', component: () => import('./ImportListPage.vue'), meta: { title: 'imports.title' } },
    { path: 'imports/new', component: () => import('./NewImportPage.vue'), meta: { title: 'imports.new' } },
    { path: 'imports/:id', component: () => import('./ImportPage.vue'), props: true, meta: { title: 'imports.one' } },
  ],
  commands: [
    {
      id: 'imports.new',
      title: 'imports.new',
      icon: Upload,
      permission: 'customer.import.create',
      to: '/imports/new',
      creates: true,
    },
  ],
})
