import { useEventListener } from '@vueuse/core'
import type { Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { onBeforeRouteLeave } from 'vue-router'

import { useConfirmStore } from './confirmStore'

/** Asks before a page with unsaved changes is left, inside the portal and when the tab closes. */
export const useUnsavedGuard = (dirty: Ref<boolean>): void => {
  const { t } = useI18n()
  const confirm = useConfirmStore()
  onBeforeRouteLeave(
    () =>
      !dirty.value ||
      confirm.ask({
        title: t('unsaved.title'),
        text: t('unsaved.text'),
        confirmLabel: t('unsaved.leave'),
        danger: true,
      }),
  )
  useEventListener(window, 'beforeunload', (event: BeforeUnloadEvent) => {
    if (dirty.value) event.preventDefault()
  })
}
