import { useQueryClient } from '@tanstack/vue-query'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'

import { accountKeys, assignAccount, deleteAccount, restoreAccount } from '@/api/accounts'
import type { Account } from '@/api/types'
import { useAction } from '@/composables/useAction'
import { useToastStore } from '@/composables/toastStore'

import { neighboursOf } from './accountTrail'

/** What can be done with a customer beside editing it. Deleting can be taken back from the message that reports it. */
export const useAccountActions = () => {
  const { t } = useI18n()
  const router = useRouter()
  const queries = useQueryClient()
  const toasts = useToastStore()

  const keep = (account: Account): void => {
    queries.setQueryData(accountKeys.detail(account.id), account)
    void queries.invalidateQueries({ queryKey: accountKeys.lists })
    void queries.invalidateQueries({ queryKey: accountKeys.counts })
    void queries.invalidateQueries({ queryKey: accountKeys.timelines(account.id) })
  }

  const restore = useAction(async (id: string) => {
    keep(await restoreAccount(id))
    toasts.show('success', t('customers.restored'))
  })

  const remove = useAction(async (account: Account) => {
    await deleteAccount(account.id, account.version)
    queries.removeQueries({ queryKey: accountKeys.detail(account.id) })
    toasts.show('success', t('customers.deleted', { name: account.name }), {
      label: t('common.undo'),
      run: () => void restore.act(account.id),
    })
    await router.push(neighboursOf(account.id).list)
    await queries.invalidateQueries({ queryKey: accountKeys.all })
  })

  const assign = useAction(async (account: Account, ownerId: string) => {
    keep(await assignAccount(account.id, account.version, ownerId))
    toasts.show('success', t('customers.assigned'))
    return true
  })

  return { restore, remove, assign }
}
