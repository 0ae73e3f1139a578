import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

import { emptyUser } from './userForm'

/** What the fields of a user are called, by name. */
export const useUserLabels = () => {
  const { t } = useI18n()
  return computed(() => Object.fromEntries(Object.keys(emptyUser('')).map((name) => [name, t(`user.fields.${name}`)])))
}
