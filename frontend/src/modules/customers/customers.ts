import { OfficeBuilding, Plus } from '@element-plus/icons-vue'

import { defineModule } from '@/composables/defineModule'

/** Customers: the list, the page of each with its timeline, the forms. */
export const customers = defineModule({
  id: 'customers',
  permission: 'customer.account.read',
  nav: [
    {
      to: '/customers',
      title: 'customers.title',
      icon: OfficeBuilding,
      order: 100,
      permission: 'customer.account.read',
      key: 'c',
      onPhone: true,
    },
  ],
  routes: [
    { path: 'customers', component: () => import('./AccountListPage.vue'), meta: { title: 'customers.title' } },
    {
      path: 'customers/new',
      component: () => import('./NewAccountPage.vue'),
      meta: { title: 'customers.new', permission: 'customer.account.create' },
    },
    {
      path: 'customers/:id',
      component: () => import('./AccountPage.vue'),
      props: true,
      meta: { title: 'customers.one' },
    },
    {
      path: 'customers/:id/edit',
      component: () => import('./EditAccountPage.vue'),
      props: true,
      meta: { title: 'customers.edit', permission: 'customer.account.update' },
    },
  ],
  commands: [
    {
      id: 'customers.new',
      title: 'customers.new',
      icon: Plus,
      permission: 'customer.account.create',
      to: '/customers/new',
      creates: true,
    },
  ],
})
