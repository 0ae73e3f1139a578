import { useQueryClient } from '@tanstack/vue-query'

import { accountKeys } from '@/api/accounts'
import { contactKeys } from '@/api/contacts'

/** Refreshes what shows contacts after one was recorded, changed or removed. */
export const useContactChanged = () => {
  const queries = useQueryClient()
  return (accountId: string): void => {
    void queries.invalidateQueries({ queryKey: contactKeys.all })
    void queries.invalidateQueries({ queryKey: accountKeys.timelines(accountId) })
    void queries.invalidateQueries({ queryKey: accountKeys.detail(accountId) })
  }
}
