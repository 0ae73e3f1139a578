import { scopeOf, type Actor } from '@rapport/chassis'

/** Who started an import, and who sees all accounts of the company. */
export const maySeeImport = (actor: Actor, { ownerId }: { ownerId: string }): boolean =>
  ownerId === actor.id || scopeOf(actor, 'customer.account') === 'ALL'
