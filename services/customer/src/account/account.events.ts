import { fact, type Fact } from '@rapport/chassis'
import {
  AccountCreatedSchema,
  AccountDeletedSchema,
  AccountOwnerChangedSchema,
  AccountRestoredSchema,
  AccountUpdatedSchema,
} from '@rapport/proto/customer'
import type { AccountRow } from './AccountModel'

/** Who may hear of an account and of what belongs to it: the same as who may see it. */
export const sightOf = ({ ownerId, departmentId, collaborators }: AccountRow) => ({
  ownerId,
  departmentId,
  sharedWith: collaborators.map(({ userId }) => userId),
})

const aggregate = (account: AccountRow) => ({
  type: 'account',
  id: account.id,
  version: account.version,
  ...sightOf(account),
})

const facts = (account: AccountRow) => ({
  id: account.id,
  number: account.number,
  name: account.name,
  kind: account.kind,
  level: account.level,
  lifecycle: account.lifecycle,
  ownerId: account.ownerId,
  departmentId: account.departmentId,
  phones: account.phones.map(({ e164 }) => e164),
})

/** An account was recorded. */
export const accountCreated = (account: AccountRow): Fact =>
  fact(AccountCreatedSchema, { account: facts(account) }, aggregate(account))

/** Fields of an account changed; `account` as it is now. */
export const accountUpdated = (account: AccountRow, changedFields: string[]): Fact =>
  fact(AccountUpdatedSchema, { account: facts(account), changedFields }, aggregate(account))

/** An account got another owner; `account` as it is now. */
export const accountOwnerChanged = (account: AccountRow, previousOwnerId: string): Fact =>
  fact(AccountOwnerChangedSchema, { account: facts(account), previousOwnerId }, aggregate(account))

/** An account went to the recycle bin. */
export const accountDeleted = (account: AccountRow): Fact =>
  fact(AccountDeletedSchema, { accountId: account.id }, aggregate(account))

/** An account came back from the recycle bin. */
export const accountRestored = (account: AccountRow): Fact =>
  fact(AccountRestoredSchema, { account: facts(account) }, aggregate(account))
