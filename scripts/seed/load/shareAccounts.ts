import { inParallel } from '../api/inParallel'
import type { Session } from '../api/session'
import { demoCollaborators } from '../teamwork'
import { report } from './report'
import type { StoredAccounts } from './storedAccounts'

/** Adds the colleagues to accounts that nobody else works on yet. */
export const shareAccounts = async (
  sessions: Map<string, Session>,
  stored: StoredAccounts,
  users: Map<string, string>,
): Promise<void> => {
  const shared = await inParallel(demoCollaborators(), async ({ owner, account, collaborator, right }) => {
    const session = sessions.get(owner)
    const target = stored.get(owner)?.get(account)
    const userId = users.get(collaborator)
    if (!session || !target || !userId || target.collaborators.length > 0) return 0
    await session.patch(`/v1/accounts/${target.id}`, { collaborators: [{ userId, right }] })
    return 1
  })
  const count = shared.filter(Boolean).length
  if (count > 0) report(`shared ${count} accounts with colleagues`)
}
