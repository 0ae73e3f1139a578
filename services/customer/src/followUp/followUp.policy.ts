import { coverOf, scopeOf, sees, type Actor } from '@rapport/chassis'
import { isShared, maySeeAccount } from '../account/account.policy'
import type { AccountRow } from '../account/AccountModel'
import type { FollowUpRow } from './FollowUpModel'

const resource = 'customer.followUp'

type Owned = Pick<AccountRow, 'ownerId' | 'departmentId' | 'collaborators'>

/** Whether the actor sees whatever was written about an account that the actor sees: it lies in the scope of follow-ups, too, or is shared. */
export const maySeeAllFollowUps = (actor: Actor, account: Owned): boolean =>
  sees(actor, resource, account) || isShared(actor, account)

/** Whose follow-ups the actor sees wherever the actor sees the account. */
export const authorsSeen = (actor: Actor): readonly string[] => coverOf(actor, resource)?.owners ?? []

/**
 * Whoever sees the account and, by the scope of follow-ups, either the account or the author: a follow-up belongs to both. As a
 * condition: `visibleFollowUps`.
 */
export const maySeeFollowUp = (actor: Actor, { ownerId }: Pick<FollowUpRow, 'ownerId'>, account: Owned): boolean =>
  maySeeAccount(actor, account) && (maySeeAllFollowUps(actor, account) || authorsSeen(actor).includes(ownerId))

/** The author of a follow-up, and who sees all follow-ups of the company. */
export const mayChangeFollowUp = (actor: Actor, followUp: FollowUpRow): boolean =>
  followUp.ownerId === actor.id || scopeOf(actor, resource) === 'ALL'
