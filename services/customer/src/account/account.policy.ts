import { sees, type Actor } from '@rapport/chassis'
import type { AccountRow } from './AccountModel'

type Owned = Pick<AccountRow, 'ownerId' | 'departmentId' | 'collaborators'>

const rightOf = (actor: Actor, account: Owned) =>
  account.collaborators.find(({ userId }) => userId === actor.id && actor.kind === 'USER')?.right

/** Whether the account is shared with the actor. */
export const isShared = (actor: Actor, account: Owned): boolean => rightOf(actor, account) !== undefined

/** Whoever the record scope covers, and every collaborator. As a condition: `visibleAccounts`. */
export const maySeeAccount = (actor: Actor, account: Owned): boolean =>
  sees(actor, 'customer.account', account) || isShared(actor, account)

/** Whoever the record scope covers, and collaborators with the right to edit. */
export const mayEditAccount = (actor: Actor, account: Owned): boolean =>
  sees(actor, 'customer.account', account) || rightOf(actor, account) === 'EDIT'
