import type { Session } from '../api/session'
import { discarded } from '../files'
import { report } from './report'
import type { StoredAccounts } from './storedAccounts'

/** Moves one account to the recycle bin. */
export const discardAccount = async (sessions: Map<string, Session>, stored: StoredAccounts): Promise<void> => {
  const account = stored.get(discarded.owner)?.get(discarded.name)
  if (!account) return
  await sessions.get(discarded.owner)?.remove(`/v1/accounts/${account.id}`)
  report(`moved ${discarded.name} to the recycle bin`)
}
