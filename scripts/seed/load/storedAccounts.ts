import { everyPage } from '../api/everyPage'
import { inParallel } from '../api/inParallel'
import type { Session } from '../api/session'

/** An account that is there. */
interface StoredAccount {
  id: string
  name: string
  collaborators: { userId: string }[]
}

/** The living companies of each owner, by owner and name. */
export type StoredAccounts = Map<string, Map<string, StoredAccount>>

/** Reads what the owners have by now. */
export const storedAccounts = async (sessions: readonly Session[]): Promise<StoredAccounts> => {
  const entries = await inParallel(sessions, async (session): Promise<[string, Map<string, StoredAccount>]> => {
    const accounts = await everyPage<StoredAccount>(session, '/v1/accounts', 'accounts', {
      'filter.ownerId': 'me',
      'filter.kinds': 'COMPANY',
    })
    return [session.login, new Map(accounts.map((account) => [account.name, account]))]
  })
  return new Map(entries)
}
