import { useQueryClient } from '@tanstack/vue-query'

import { accountKeys } from '@/api/accounts'
import { followUpKeys } from '@/api/followUps'

/** Refreshes what shows follow-ups after one was recorded, changed or removed. */
export const useFollowUpChanged = () => {
  const queries = useQueryClient()
  return (accountId: string): void => {
    const stale = [
      followUpKeys.all,
      followUpKeys.today,
      accountKeys.timelines(accountId),
      accountKeys.detail(accountId),
      accountKeys.lists,
    ]
    for (const queryKey of stale) void queries.invalidateQueries({ queryKey })
  }
}
