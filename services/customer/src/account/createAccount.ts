import { conflict, raise, type Context } from '@rapport/chassis'
import type { CreateAccountRequest } from '@rapport/proto/customer'
import type { CustomerDeps } from '../service'
import { accountChange } from './account'
import { keysOf, matchingKeys } from './accountKeys'
import { presentAccount } from './account.presenter'
import { newAccount } from './newAccount'
import { recordAccounts } from './recordAccounts'

/** Records an account of the caller, unless it looks like one that exists. */
export const createAccount = (deps: CustomerDeps) => {
  const { database, clock, newId, accountNumbers } = deps
  return async ({ account: input, allowDuplicates }: CreateAccountRequest, context: Context) => {
    const change = accountChange(input ?? raise(new Error('validation lets no request without account through')))
    const [number = ''] = await accountNumbers()
    return database.command(async (transaction) => {
      const account = newAccount(change, context, { id: newId(), number, now: clock() })
      const matches = await matchingKeys(database, keysOf(account), { transaction })
      const fields = [...new Set(matches.map(({ kind }) => kind))]
      if (fields.length && !allowDuplicates) {
        throw conflict('account_duplicate', {}, ...fields.map((field) => ({ field, reason: 'account_duplicate' })))
      }
      await recordAccounts(deps, context, [account], transaction)
      return presentAccount(account)
    })
  }
}
