import type { MessageInitShape } from '@bufbuild/protobuf'
import { AccountService, type AccountSchema } from '@rapport/proto/customer'
import type { Context } from '../context/context'
import { implement, type Implementation } from '../rpc/implement'

/** What the double does with a call. */
export type AccountWork = (context: Context) => Promise<MessageInitShape<typeof AccountSchema>>

const nothing = async () => ({})

/** An account service that keeps nothing: each rpc that answers an account does what `work` says. For tests of rpcs. */
export const accountsDouble = (work: AccountWork): Implementation => {
  const answer = (_: unknown, context: Context) => work(context)
  return implement(AccountService, {
    getAccount: answer,
    createAccount: answer,
    updateAccount: answer,
    restoreAccount: answer,
    assignAccount: answer,
    listAccounts: async (_, context) => ({ accounts: [await work(context), await work(context)] }),
    countAccounts: nothing,
    deleteAccount: nothing,
    findDuplicateAccounts: nothing,
    listTimeline: nothing,
  })
}
