import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

import { emptyFollowUp } from './followUpForm'

/** What the fields of a follow-up are called, by name. */
export const useFollowUpLabels = () => {
  const { t } = useI18n()
  return computed(() =>
    Object.fromEntries(Object.keys(emptyFollowUp('')).map((name) => [name, t(`followUp.fields.${name}`)])),
  )
}
