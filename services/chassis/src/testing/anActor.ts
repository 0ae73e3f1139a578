import { randomUUID } from 'node:crypto'
import type { Actor } from '../context/actor'

/** What a test says of an actor; the rest is filled in. */
export type ActorTraits = Partial<Omit<Actor, 'permissions'>> & { readonly permissions?: Iterable<string> }

/** A signed-in user of tenant 1 with no permissions, for tests: `anActor({ permissions: ['customer.account.read'], scopes: { 'customer.account': 'ALL' } })`. */
export const anActor = ({ permissions = [], ...traits }: ActorTraits = {}): Actor => ({
  tenantId: 1,
  id: randomUUID(),
  kind: 'USER',
  name: '王芳',
  sessionId: '',
  departmentId: '',
  departmentTree: [],
  reports: [],
  scopes: {},
  fieldRules: {},
  ...traits,
  permissions: new Set(permissions),
})
