import { createRouter, createWebHistory, type RouteRecordRaw, type RouterHistory } from 'vue-router'

import './meta'
import { useSessionStore } from '@/composables/sessionStore'

const sendToSignIn = (target: string) => ({ path: '/sign-in', query: target === '/' ? {} : { next: target } })

/**
 * The router of the portal: pages of the modules inside the shell, sign-in and invitation outside. Who is not signed in goes
 * to the sign-in page and from there to where they wanted; who lacks the permission sees a page that says so.
 */
export const createPortalRouter = (pages: RouteRecordRaw[], history: RouterHistory = createWebHistory()) => {
  const router = createRouter({
    history,
    scrollBehavior: (to, from, saved) => {
      if (to.hash) return { el: to.hash, top: 72 }
      return saved ?? (to.path === from.path ? false : { top: 0 })
    },
    routes: [
      {
        path: '/sign-in',
        name: 'signIn',
        component: () => import('@/modules/signIn/SignInPage.vue'),
        meta: { isPublic: true, title: 'signIn.title' },
      },
      {
        path: '/invitation',
        name: 'invitation',
        component: () => import('@/modules/signIn/InvitationPage.vue'),
        meta: { isPublic: true, title: 'invitation.title' },
      },
      {
        path: '/',
        component: () => import('@/app/AppShell.vue'),
        children: [
          ...pages,
          { path: 'no-access', name: 'noAccess', component: () => import('@/app/NoAccessPage.vue') },
          {
            path: ':unknown(.*)*',
            name: 'notFound',
            component: () => import('@/app/NotFoundPage.vue'),
            meta: { title: 'notFound.title' },
          },
        ],
      },
    ],
  })

  router.beforeEach(async (to) => {
    const session = useSessionStore()
    await session.load()
    if (to.meta.isPublic) return to.name === 'signIn' && session.current ? '/' : true
    if (!session.current) return sendToSignIn(to.fullPath)
    const isAllowed = to.matched.every(({ meta }) => session.can(meta.permission))
    if (isAllowed || to.name === 'noAccess') return true
    return { name: 'noAccess', replace: true, query: { page: to.path } }
  })

  return router
}
