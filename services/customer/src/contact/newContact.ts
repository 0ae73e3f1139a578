import type { Actor } from '@rapport/chassis'
import type { ContactChange } from './contact'
import type { ContactRow } from './ContactModel'

/** A new contact of an account from what was written. */
export const newContact = (
  change: ContactChange & { accountId: string },
  actor: Actor,
  { id, now }: { id: string; now: Date },
): ContactRow => ({
  id,
  tenantId: actor.tenantId,
  name: '',
  title: '',
  decisionRole: '',
  phones: [],
  emails: [],
  wechat: '',
  birthday: '',
  preferredChannel: '',
  language: '',
  isPrimary: false,
  remark: '',
  state: 'ACTIVE',
  version: 1,
  createdBy: actor.id,
  createdAt: now,
  updatedBy: actor.id,
  updatedAt: now,
  deletedAt: null,
  ...change,
})
