import { toTimestamp } from '@rapport/chassis'
import { FollowUp_Method, type FollowUpSchema } from '@rapport/proto/customer'
import type { MessageInitShape } from '@bufbuild/protobuf'
import { enumValue } from '../stored/enumValue'
import type { FollowUpRow } from './FollowUpModel'

/** A follow-up with the names that people know its account and contact by. */
export interface NamedFollowUp extends FollowUpRow {
  accountName: string
  contactName: string
}

/** A follow-up on the wire. */
export const presentFollowUp = (row: NamedFollowUp): MessageInitShape<typeof FollowUpSchema> => ({
  id: row.id,
  accountId: row.accountId,
  accountName: row.accountName,
  contactId: row.contactId,
  contactName: row.contactName,
  method: enumValue(FollowUp_Method, row.method),
  content: row.content,
  happenedAt: toTimestamp(row.happenedAt),
  nextAt: toTimestamp(row.nextAt),
  ownerId: row.ownerId,
  ownerName: row.ownerName,
  version: row.version,
  createdAt: toTimestamp(row.createdAt),
  updatedAt: toTimestamp(row.updatedAt),
})
