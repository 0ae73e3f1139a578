import { changesOf, checkVersion, raise, type Context } from '@rapport/chassis'
import type { UpdateAccountRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { accountChange } from './account'
import { presentAccount } from './account.presenter'
import { lockEditableAccount } from './account.queries'
import { changeAccount } from './changeAccount'

/** Changes the fields of an account that the caller names. A change of nothing leaves the version as it is. */
export const updateAccount = (deps: CustomerDeps) => {
  const { database } = deps
  return async ({ id, account: input, updateMask, expectedVersion }: UpdateAccountRequest, context: Context) => {
    const written = input ?? raise(new Error('validation lets no request without account through'))
    const change = accountChange(changesOf(written, updateMask))
    return database.command(async (transaction) => {
      const before = await lockEditableAccount(database, id, transaction)
      checkVersion(before.version, expectedVersion)
      return presentAccount(await changeAccount(deps, context, before, change, transaction))
    })
  }
}
