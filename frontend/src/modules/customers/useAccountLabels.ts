import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

import { emptyAccount } from './accountForm'

/** What the fields of a customer are called, by name. */
export const useAccountLabels = () => {
  const { t } = useI18n()
  return computed(() =>
    Object.fromEntries(Object.keys(emptyAccount()).map((name) => [name, t(`account.fields.${name}`)])),
  )
}
