import { scopeOf, type Actor } from '@rapport/chassis'
import type { FollowUpRow } from './FollowUpModel'

/** The author of a follow-up, and who sees all accounts of the company. */
export const mayChangeFollowUp = (actor: Actor, followUp: FollowUpRow): boolean =>
  followUp.ownerId === actor.id || scopeOf(actor, 'customer.account') === 'ALL'
