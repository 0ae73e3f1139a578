import type { Command, NavEntry, Panel, PortalModule } from '@/composables/defineModule'
import { contacts } from '@/modules/contacts/contacts'
import { customers } from '@/modules/customers/customers'
import { followUps } from '@/modules/followUps/followUps'
import { home } from '@/modules/home/home'
import { imports } from '@/modules/imports/imports'
import { profile } from '@/modules/profile/profile'
import { settings } from '@/modules/settings/settings'

/** Every module of the portal. */
const modules: readonly PortalModule[] = [home, customers, contacts, followUps, imports, settings, profile]

/** The navigation in the order of the process. */
export const navigation: readonly NavEntry[] = modules.flatMap(({ nav }) => nav ?? []).sort((a, b) => a.order - b.order)
export const commands: readonly Command[] = modules.flatMap(({ commands: own }) => own ?? [])
export const panels: readonly Panel[] = modules.flatMap(({ panels: own }) => own ?? [])
export const dialogs = Object.assign({}, ...modules.map(({ dialogs: own }) => own ?? {})) as NonNullable<
  PortalModule['dialogs']
>
/** Routes inside the shell, each with the permission that it needs. */
export const routes = modules.flatMap(({ routes: own, permission }) =>
  own.map((route) => ({ ...route, meta: { permission, ...route.meta } })),
)
