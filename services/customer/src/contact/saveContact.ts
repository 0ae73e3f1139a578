import { audit, diff, type Context, type Database, type Transaction } from '@rapport/chassis'
import { addActivities } from '../timeline/timeline.queries'
import { ContactModel, type ContactRow } from './ContactModel'
import { auditedContactFields } from './recordContacts'

interface Save {
  before: ContactRow
  change: Partial<ContactRow>
  /** What was done, for the audit trail and the timeline. */
  action: 'updated' | 'deleted' | 'restored'
  changedFields?: string[]
}

const timelineKinds = { updated: 'CONTACT_UPDATED', deleted: 'CONTACT_REMOVED', restored: 'CONTACT_ADDED' }

/** Stores a change of a locked contact as its next version, with timeline entry and audit, and returns that version. */
export const saveContact = async (
  { database, newId }: { database: Database; newId: () => string },
  context: Context,
  { before, change, action, changedFields = [] }: Save,
  now: Date,
  transaction: Transaction,
): Promise<ContactRow> => {
  const next = { ...change, version: before.version + 1, updatedBy: context.actor.id, updatedAt: now }
  await ContactModel.update(next, { where: { id: before.id }, transaction })
  const after = { ...before, ...next }
  await addActivities(
    database,
    context,
    [
      {
        id: newId(),
        accountId: after.accountId,
        kind: timelineKinds[action],
        happenedAt: now,
        objectId: after.id,
        content: after.name,
        changedFields,
      },
    ],
    transaction,
  )
  await audit(
    {
      action: `customer.contact.${action}`,
      objectType: 'contact',
      objectId: after.id,
      objectName: after.name,
      changes: diff(before, after, { fields: auditedContactFields }),
    },
    transaction,
  )
  return after
}
