import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'

import type { DialogName } from './dialogStore'

type Lazy = () => Promise<{ default: Component }>

/** An entry of the navigation. */
export interface NavEntry {
  to: string
  /** Key of the text. */
  title: string
  icon: Component
  /** Place in the order of the process: 0 home, 100 customers, 200 sales, 300 service, 900 settings. */
  order: number
  /** Needed to see it; of several, one is enough. */
  permission?: string | readonly string[]
  /** Letter that goes there after `g`. */
  key?: string
  /** Also stands in the bar at the foot of a phone. */
  onPhone?: boolean
}

/** Something that the command palette and the "New" menu offer. */
export interface Command {
  id: string
  title: string
  icon: Component
  permission?: string
  /** Opens this page, */
  to?: string
  /** or this dialog. */
  dialog?: DialogName
  /** Offered under "New" in the top bar. */
  creates?: boolean
}

/** A part that a module contributes to a page of another module, at a named place. */
export interface Panel {
  place: string
  id: string
  order: number
  component: Lazy
  permission?: string
}

/** What a module announces of itself. Texts are keys; components are loaded when they are first shown. */
export interface PortalModule {
  id: string
  /** Needed for all its routes unless a route names another. */
  permission?: string
  nav?: NavEntry[]
  routes: RouteRecordRaw[]
  commands?: Command[]
  panels?: Panel[]
  dialogs?: Partial<Record<DialogName, Lazy>>
}

/** Declares a module; it is then listed once in `app/modules.ts`. */
export const defineModule = (module: PortalModule): PortalModule => module
