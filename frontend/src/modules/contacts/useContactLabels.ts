import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

import { emptyContact } from './contactForm'

/** What the fields of a contact are called, by name. */
export const useContactLabels = () => {
  const { t } = useI18n()
  return computed(() =>
    Object.fromEntries(Object.keys(emptyContact('')).map((name) => [name, t(`contact.fields.${name}`)])),
  )
}
