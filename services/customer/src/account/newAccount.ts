import type { Context } from '@rapport/chassis'
import { completeness, type AccountChange } from './account'
import type { AccountRow } from './AccountModel'

/** A new account of the caller from what was written; `number` and `id` fresh, times in `now`. */
export const newAccount = (
  change: AccountChange,
  { actor, channel }: Pick<Context, 'actor' | 'channel'>,
  { id, number, now, importId = '' }: { id: string; number: string; now: Date; importId?: string },
): AccountRow => {
  // What differs from account to account comes last: an engine is slow at adding to the copy of an object.
  const account: AccountRow = {
    id,
    number,
    tenantId: actor.tenantId,
    kind: 'COMPANY',
    name: '',
    nameSort: '',
    shortName: '',
    creditCode: '',
    level: '',
    lifecycle: 'PROSPECT',
    industry: '',
    region: '',
    address: '',
    phones: [],
    emails: [],
    website: '',
    source: '',
    tags: [],
    remark: '',
    collaborators: [],
    completeness: 0,
    ownerId: actor.id,
    departmentId: actor.departmentId,
    lastFollowUpAt: null,
    nextFollowUpAt: null,
    ownedSince: now,
    origin: channel,
    importId,
    version: 1,
    createdBy: actor.id,
    createdAt: now,
    updatedBy: actor.id,
    updatedAt: now,
    deletedAt: null,
    ...change,
  }
  account.completeness = completeness(account)
  return account
}
