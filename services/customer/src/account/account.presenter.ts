import { toTimestamp } from '@rapport/chassis'
import {
  Account_Kind,
  Account_Level,
  Account_Lifecycle,
  Account_Origin,
  Collaborator_Right,
  Phone_Kind,
  type AccountSchema,
} from '@rapport/proto/customer'
import type { MessageInitShape } from '@bufbuild/protobuf'
import { enumValue } from '../stored/enumValue'
import type { AccountRow, StoredPhone } from './AccountModel'

/** A stored phone number on the wire. */
export const presentPhone = ({ number, e164, kind }: StoredPhone) => ({
  number,
  e164,
  kind: enumValue(Phone_Kind, kind),
})

/** An account on the wire. */
export const presentAccount = (row: AccountRow): MessageInitShape<typeof AccountSchema> => ({
  id: row.id,
  number: row.number,
  kind: enumValue(Account_Kind, row.kind),
  name: row.name,
  shortName: row.shortName,
  creditCode: row.creditCode,
  level: enumValue(Account_Level, row.level),
  lifecycle: enumValue(Account_Lifecycle, row.lifecycle),
  industry: row.industry,
  region: row.region,
  address: row.address,
  phones: row.phones.map(presentPhone),
  emails: row.emails,
  website: row.website,
  source: row.source,
  tags: row.tags,
  remark: row.remark,
  ownerId: row.ownerId,
  departmentId: row.departmentId,
  collaborators: row.collaborators.map(({ userId, right }) => ({
    userId,
    right: enumValue(Collaborator_Right, right),
  })),
  completeness: row.completeness,
  lastFollowUpAt: toTimestamp(row.lastFollowUpAt),
  nextFollowUpAt: toTimestamp(row.nextFollowUpAt),
  origin: enumValue(Account_Origin, row.origin),
  version: row.version,
  createdBy: row.createdBy,
  createdAt: toTimestamp(row.createdAt),
  updatedBy: row.updatedBy,
  updatedAt: toTimestamp(row.updatedAt),
  deletedAt: toTimestamp(row.deletedAt),
})
