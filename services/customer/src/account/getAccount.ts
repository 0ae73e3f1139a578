import type { Deps } from '@rapport/chassis'
import type { GetAccountRequest } from '@rapport/proto/customer'
import { presentAccount } from './account.presenter'
import { selectAccounts } from './account.queries'
import { maySeeAccount } from './account.policy'
import { currentContext, notFound } from '@rapport/chassis'

/** One account, also from the recycle bin. */
export const getAccount =
  ({ database }: Deps) =>
  async ({ id }: GetAccountRequest) => {
    const [account] = await selectAccounts(database, 'a.id = :id', { id })
    if (!account || !maySeeAccount(currentContext().actor, account)) throw notFound('account', id)
    return presentAccount(account)
  }
