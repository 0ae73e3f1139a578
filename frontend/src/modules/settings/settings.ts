import { Setting } from '@element-plus/icons-vue'

import { defineModule } from '@/composables/defineModule'

import { sections } from './sections'

/** What administrators set: people, rights, keys, the company; and the audit trail. */
export const settings = defineModule({
  id: 'settings',
  nav: [
    {
      to: '/settings',
      title: 'settings.title',
      icon: Setting,
      order: 900,
      permission: sections.map(({ permission }) => permission),
      key: 's',
    },
  ],
  routes: [
    {
      path: 'settings',
      component: () => import('./SettingsFrame.vue'),
      meta: { title: 'settings.title', permission: sections.map(({ permission }) => permission) },
      children: [
        { path: '', component: () => import('./SettingsStart.vue') },
        ...sections.map(({ path, title, permission, page }) => ({
          path,
          component: page,
          meta: { title, permission },
        })),
        {
          path: 'roles/new',
          component: () => import('./roles/RolePage.vue'),
          meta: { title: 'roles.new', permission: 'identity.role.manage' },
        },
        {
          path: 'roles/:id',
          component: () => import('./roles/RolePage.vue'),
          props: true,
          meta: { title: 'roles.one', permission: 'identity.role.read' },
        },
      ],
    },
  ],
})
