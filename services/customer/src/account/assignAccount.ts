import { audit, checkVersion, diff, emit, invalid, RapportError, type Context } from '@rapport/chassis'
import type { AssignAccountRequest } from '@rapport/proto/customer'
import { User_State, UserService } from '@rapport/proto/identity'
import type { CustomerDeps } from '../service'
import { addActivities } from '../timeline/timeline.queries'
import { accountOwnerChanged } from './account.events'
import { presentAccount } from './account.presenter'
import { lockEditableAccount } from './account.queries'
import { saveAccount } from './saveAccount'

/** Gives an account to another active user; its department follows the new owner. */
export const assignAccount = ({ database, clock, newId, client }: CustomerDeps) => {
  const newOwner = async (id: string) => {
    const refused = invalid({ field: 'ownerId', reason: 'user_not_active' })
    const user = await client(UserService)
      .getUser({ id })
      .catch((error: unknown) => {
        throw error instanceof RapportError && error.kind === 'notFound' ? refused : error
      })
    if (user.state !== User_State.ACTIVE) throw refused
    return user
  }

  return async ({ id, ownerId, expectedVersion }: AssignAccountRequest, context: Context) => {
    const owner = await newOwner(ownerId)
    return database.command(async (transaction) => {
      const before = await lockEditableAccount(database, id, transaction)
      checkVersion(before.version, expectedVersion)
      if (before.ownerId === ownerId) return presentAccount(before)
      const now = clock()
      const change = { ownerId, departmentId: owner.departmentId, ownedSince: now }
      const after = await saveAccount(before, change, context, now, transaction)
      await addActivities(
        database,
        context,
        [
          {
            id: newId(),
            accountId: id,
            kind: 'ACCOUNT_ASSIGNED',
            happenedAt: now,
            objectId: ownerId,
            content: owner.name,
          },
        ],
        transaction,
      )
      await emit(accountOwnerChanged(after, before.ownerId), transaction)
      await audit(
        {
          action: 'customer.account.assigned',
          objectType: 'account',
          objectId: id,
          objectName: before.name,
          changes: diff(before, after, { fields: ['ownerId', 'departmentId'] }),
        },
        transaction,
      )
      return presentAccount(after)
    })
  }
}
