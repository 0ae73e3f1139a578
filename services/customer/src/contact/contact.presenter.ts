import { toTimestamp } from '@rapport/chassis'
import { Contact_Channel, Contact_DecisionRole, Contact_State, type ContactSchema } from '@rapport/proto/customer'
import type { MessageInitShape } from '@bufbuild/protobuf'
import { presentPhone } from '../account/account.presenter'
import { enumValue } from '../stored/enumValue'
import type { ContactRow } from './ContactModel'

/** A contact on the wire, with the name of its account. */
export const presentContact = (row: ContactRow, accountName: string): MessageInitShape<typeof ContactSchema> => ({
  id: row.id,
  accountId: row.accountId,
  accountName,
  name: row.name,
  title: row.title,
  decisionRole: enumValue(Contact_DecisionRole, row.decisionRole),
  phones: row.phones.map(presentPhone),
  emails: row.emails,
  wechat: row.wechat,
  birthday: row.birthday,
  preferredChannel: enumValue(Contact_Channel, row.preferredChannel),
  language: row.language,
  primary: row.isPrimary,
  state: enumValue(Contact_State, row.state),
  remark: row.remark,
  version: row.version,
  createdBy: row.createdBy,
  createdAt: toTimestamp(row.createdAt),
  updatedBy: row.updatedBy,
  updatedAt: toTimestamp(row.updatedAt),
  deletedAt: toTimestamp(row.deletedAt),
})
