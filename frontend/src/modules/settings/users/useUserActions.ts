import { useQueryClient } from '@tanstack/vue-query'
import { useI18n } from 'vue-i18n'

import type { User } from '@/api/types'
import { disableUser, enableUser, reinviteUser, userKeys } from '@/api/users'
import { useConfirmStore } from '@/composables/confirmStore'
import { useToastStore } from '@/composables/toastStore'
import { useAction } from '@/composables/useAction'

/** What can be done with a user beside editing it. */
export const useUserActions = () => {
  const { t } = useI18n()
  const queries = useQueryClient()
  const confirm = useConfirmStore()
  const toasts = useToastStore()
  const refresh = () => queries.invalidateQueries({ queryKey: userKeys.all })

  const { act: enable } = useAction(async ({ id, name }: User) => {
    await enableUser(id)
    await refresh()
    toasts.show('success', t('users.enabled', { name }))
  })

  const { act: disable } = useAction(async (user: User) => {
    const sure = await confirm.ask({
      title: t('users.disableTitle', { name: user.name }),
      text: t('users.disableText'),
      confirmLabel: t('users.disable'),
      danger: true,
    })
    if (!sure) return
    await disableUser(user.id)
    await refresh()
    toasts.show('success', t('users.disabled', { name: user.name }), {
      label: t('common.undo'),
      run: () => void enable(user),
    })
  })

  const { act: reinvite } = useAction(async (user: User) => {
    const sure =
      user.state === 'INVITED' ||
      (await confirm.ask({
        title: t('users.resetTitle', { name: user.name }),
        text: t('users.resetText'),
        confirmLabel: t('users.reset'),
        danger: true,
      }))
    if (!sure) return undefined
    const invitation = await reinviteUser(user.id)
    await refresh()
    return invitation
  })
  return { enable, disable, reinvite }
}
