import { watchEffect, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'

/** Names the browser's tab after the record on the page, once it is known. */
export const usePageTitle = (name: Ref<string | undefined>): void => {
  const { t } = useI18n()
  watchEffect(() => {
    if (name.value) document.title = `${name.value} · ${t('app.name')}`
  })
}
